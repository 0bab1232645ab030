using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Shared;

namespace Magister.Journal;

/// <summary>Where facts are kept. One writer: calls never overlap.</summary>
public interface IFactJournal : IDisposable
{
    /// <summary>
    /// Records facts, all of them under one flush. Returns only when they survive a power cut. Their sequence numbers go on where the
    /// journal's end.
    /// </summary>
    /// <param name="answers">To callers of other Magisters, recorded with the facts; null for none, as where there are no others.</param>
    /// <exception cref="JournalWriteException">
    /// They are not recorded, not even in part, as far as is known: the next facts to be appended must begin with these. Only when the
    /// process dies right now may some of them be found by the next one.
    /// </exception>
    /// <exception cref="LeadershipLostException">Another Magister leads: nothing more can be recorded here.</exception>
    /// <exception cref="ArgumentException">A number is out of turn, or a fact is longer than any may be. Nothing was written.</exception>
    void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null);

    /// <summary>
    /// Puts a snapshot in place of the history when that has grown long. To be called after each append; nearly always does nothing. Where
    /// the snapshot is written beside, one call begins that, and one after it has ended puts it in place.
    /// </summary>
    /// <param name="state">The fold of every fact recorded so far.</param>
    CompactionResult CompactIfDue(FleetState state);

    /// <summary>For telemetry; may be read from any thread.</summary>
    JournalFigures Figures { get; }
}
