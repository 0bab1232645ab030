using System.Collections.Immutable;

namespace Magister.Fleet;

/// <summary>The latest rents in a row that came to nothing: none since has worked.</summary>
/// <param name="Row">Oldest first; only the newest if there are too many.</param>
/// <param name="OpenedAt">Since when rents have been tried one at a time; null while failures are few.</param>
/// <param name="Cause">What they most likely have in common, as reported then.</param>
public sealed record FailedRents(ImmutableArray<FailedRent> Row, DateTimeOffset? OpenedAt, string? Cause)
{
    public const int MaxRow = 100;

    public static readonly FailedRents None = new([], null, null);

    /// <summary>How many were tried, and failed, since rents have been tried one at a time.</summary>
    public int FailedTrials => OpenedAt is { } opened ? Row.Count(rent => rent.RentedAt > opened) : 0;

    public FailedRents Add(FailedRent rent) => this with { Row = [.. Row.Skip(Row.Length >= MaxRow ? 1 : 0), rent] };

    public bool Equals(FailedRents? other) => other is not null && Row.SequenceEqual(other.Row) && OpenedAt == other.OpenedAt && Cause == other.Cause;

    public override int GetHashCode() => HashCode.Combine(Row.Length, OpenedAt, Cause);
}

/// <summary>A rent that came to nothing: its instance ended, or is about to, and never worked.</summary>
/// <param name="MachineId">The machine; the offer's id if that is unknown.</param>
/// <param name="RentedAt">When it was rented.</param>
/// <param name="At">When it failed.</param>
/// <param name="Kind">How far it got.</param>
/// <param name="Words">The last message: Docker's, or the Contemplant's.</param>
public sealed record FailedRent(long InstanceId, long MachineId, DateTimeOffset RentedAt, DateTimeOffset At, FailedRentKind Kind, string? Words);

/// <summary>How far a rent that came to nothing got.</summary>
public enum FailedRentKind
{
    /// <summary>It never ran.</summary>
    NeverRan,

    /// <summary>It ran, but nobody ever called from it.</summary>
    NobodyCalled,

    /// <summary>Its watch called, but the Contemplant in it did not work.</summary>
    ContemplantDown,
}
