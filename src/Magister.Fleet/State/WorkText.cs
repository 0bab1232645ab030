using System.Collections.Immutable;

namespace Magister.Fleet;

/// <summary>The state of the Contemplant of an instance, in a word.</summary>
public static class WorkText
{
    private const string Booting = "booting";
    private const string Unwatched = "unwatched";

    /// <summary>Every possible word.</summary>
    public static readonly ImmutableArray<string> All = [Booting, .. Enum.GetValues<WorkState>().Select(Describe), Unwatched];

    /// <summary>What its watch reports; if none was ever heard, whether it was verified.</summary>
    public static string Describe(Lease lease) => lease.Work is { } work ? Describe(work.State) : lease.VerifiedAt is null ? Booting : Unwatched;

    /// <summary>The word for a state.</summary>
    public static string Describe(WorkState state) => state.ToString().ToLowerInvariant();
}
