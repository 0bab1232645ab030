using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;

namespace Magister.Running;

/// <summary>The result of one turn of the <see cref="RecordedEngine"/>, after its facts were written or could not be.</summary>
internal sealed record Turn
{
    /// <summary>The inputs; empty for a turn that decides.</summary>
    public ImmutableArray<EngineInput> Inputs { get; init; } = [];

    /// <summary>
    /// One for each input, in order. Null if the input came from a call to Vast, and for a caller whose request could not be recorded.
    /// </summary>
    public ImmutableArray<CallerReply?> Replies { get; init; } = [];

    /// <summary>The calls to make now; what they intend is on disk.</summary>
    public ImmutableArray<EngineCall> Calls { get; init; } = [];

    /// <summary>When to take the next turn, if nothing happens before.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Set if the program must end.</summary>
    public FatalReason? FatalReason { get; init; }

    /// <summary>The notices to log.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>The facts that reached the disk in this turn, including those of earlier turns that could not be written then.</summary>
    public ImmutableArray<Recorded> Written { get; init; } = [];

    /// <summary>The result of the journal's compaction; null if none was due.</summary>
    public CompactionResult? Compaction { get; init; }
}
