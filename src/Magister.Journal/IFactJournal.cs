using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal;

/// <summary>Where facts are kept. One writer: calls never overlap.</summary>
public interface IFactJournal : IDisposable
{
    /// <summary>
    /// Records facts, all of them under one flush. Returns only when they survive a power cut. Their sequence numbers go on where the
    /// journal's end.
    /// </summary>
    /// <exception cref="JournalWriteException">
    /// They are not recorded, not even in part; the same or others can be appended later. Only when the process dies right now may some
    /// of them be found by the next one.
    /// </exception>
    /// <exception cref="ArgumentException">A number is out of turn, or a fact is longer than any may be. Nothing was written.</exception>
    void Append(IReadOnlyList<Recorded> facts);

    /// <summary>
    /// Puts a snapshot in place of the history when that has grown long. To be called after each append; nearly always does nothing. Where
    /// the snapshot is written beside, one call begins that, and one after it has ended puts it in place.
    /// </summary>
    /// <param name="state">The fold of every fact recorded so far.</param>
    CompactionResult CompactIfDue(FleetState state);
}
