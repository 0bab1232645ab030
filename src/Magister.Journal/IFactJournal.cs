using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Shared;

namespace Magister.Journal;

/// <summary>A store of facts. One writer: calls never overlap.</summary>
public interface IFactJournal : IDisposable
{
    /// <summary>
    /// Records facts, all of them under one flush. Returns only once they survive a power cut. Their sequence numbers continue those of the
    /// journal.
    /// </summary>
    /// <param name="answers">Answers to callers of other Magisters, recorded with the facts; null if there are none.</param>
    /// <exception cref="JournalWriteException">
    /// They are not recorded, not even in part, as far as is known: the next append must begin with these facts. Only if the process dies
    /// right now may the next one find some of them.
    /// </exception>
    /// <exception cref="LeadershipLostException">Another Magister leads: nothing more can be recorded here.</exception>
    /// <exception cref="ArgumentException">A number is out of order, or a fact exceeds the maximum length. Nothing was written.</exception>
    void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null);

    /// <summary>
    /// Replaces the history with a snapshot once it has grown long. Call after each append; nearly always does nothing. If the snapshot is
    /// written beside, one call begins that, and one after it has ended puts it in place.
    /// </summary>
    /// <param name="state">The fold of every fact recorded so far.</param>
    CompactionResult CompactIfDue(FleetState state);

    /// <summary>For telemetry; may be read from any thread.</summary>
    JournalFigures Figures { get; }
}
