using System.Text.Json.Serialization;
using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>
/// The first line. The facts after it are numbered from <see cref="Sequence"/> + 1, and the first <see cref="Kept"/> of them are a
/// snapshot, which is meaningful only as a whole.
/// </summary>
/// <remarks>
/// A snapshot's facts get numbers that end where the history's ended, so the next fact's number follows without a gap. There are never more
/// of them than of the facts they replace, since a fact adds at most one thing to the fleet; so the numbers stay above zero.
/// <see cref="Journal"/>, <see cref="Version"/> and the checksum are what every later format must keep.
/// </remarks>
internal sealed record JournalHeader
{
    public const string Name = "magister";
    public const int Format = 1;

    public required string Journal { get; init; }

    public required long Version { get; init; }

    /// <summary>The number before that of the next line.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the last fact before this file's lines was recorded; null if there was none.</summary>
    public DateTimeOffset? At { get; init; }

    public required long Kept { get; init; }

    [JsonPropertyName(LineSeal.Name)]
    public string? Checksum { get; init; }

    public static JournalHeader ForNothing() => new() { Journal = Name, Version = Format, Sequence = 0, Kept = 0 };

    public static JournalHeader ForSnapshot(FleetState state, int kept) =>
        ForNothing() with { Sequence = state.LastSequence - kept, At = state.LastSequence == 0 ? null : state.LastAt, Kept = kept };

    /// <summary>The fleet before the first line: empty, but with the number and the time of the history so far.</summary>
    /// <remarks>A fact about an instance that does not exist changes nothing but these two.</remarks>
    public FleetState Base() =>
        At is { } at ? FleetState.Empty.Apply(new Recorded(Sequence, at, new SeenAgain(InstanceId: 0))) : FleetState.Empty;
}
