using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;

namespace Magister.Running;

/// <summary>What one turn of the <see cref="RecordedEngine"/> brought, after its facts were written, or could not be.</summary>
internal sealed record Turn
{
    /// <summary>What came in; empty for a turn that decides.</summary>
    public ImmutableArray<EngineInput> Inputs { get; init; } = [];

    /// <summary>
    /// One for each input, in their order. Null if the input came from a call to Vast, and for a caller whose wish could not be recorded.
    /// </summary>
    public ImmutableArray<CallerReply?> Replies { get; init; } = [];

    /// <summary>To be made now; what they intend is on disk.</summary>
    public ImmutableArray<EngineCall> Calls { get; init; } = [];

    /// <summary>When to take the next turn, if nothing happens before.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Set when the program is to end.</summary>
    public FatalReason? FatalReason { get; init; }

    /// <summary>To be logged.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>The facts that reached the disk in this turn, those of earlier turns that could not be written then included.</summary>
    public ImmutableArray<Recorded> Written { get; init; } = [];

    /// <summary>What became of the journal's compaction; null if none was due.</summary>
    public CompactionResult? Compaction { get; init; }
}
