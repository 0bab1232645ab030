using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Telemetry.Metrics;

/// <summary>A journal whose appends are measured, including the flush.</summary>
internal sealed class TimedJournal(IFactJournal journal, LoopMetrics metrics, TimeProvider time) : IFactJournal
{
    public JournalFigures Figures => journal.Figures;

    public void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null)
    {
        var start = time.GetTimestamp();
        var isWritten = false;
        try
        {
            journal.Append(facts, answers);
            isWritten = true;
        }
        finally
        {
            metrics.Appended(isWritten, time.GetElapsedTime(start));
        }
    }

    public CompactionResult CompactIfDue(FleetState state)
    {
        var result = journal.CompactIfDue(state);
        metrics.Compacted(result);
        return result;
    }

    public void Dispose() => journal.Dispose();
}
