using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;

namespace Magister.Telemetry.Metrics;

/// <summary>A journal whose appends are measured, flush included.</summary>
internal sealed class TimedJournal(IFactJournal journal, LoopMetrics metrics, TimeProvider time) : IFactJournal
{
    public void Append(IReadOnlyList<Recorded> facts)
    {
        var start = time.GetTimestamp();
        var isWritten = false;
        try
        {
            journal.Append(facts);
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
