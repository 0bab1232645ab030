using System.Diagnostics.Metrics;
using Magister.Journal;

namespace Magister.Telemetry.Metrics;

/// <summary>How fast the loop and its journal are.</summary>
internal sealed class LoopMetrics
{
    private const string Done = "done";
    private const string Failed = "failed";

    private readonly Histogram<double> turns;
    private readonly Histogram<double> appends;
    private readonly Counter<long> compactions;
    private readonly Counter<long> promises;

    public LoopMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Magister);
        turns = meter.CreateHistogram(
            "magister.loop.turn.duration", "s", "One turn of the loop: taking what came in, writing it down, deciding.", null, Bounds.Quick);
        appends = meter.CreateHistogram(
            "magister.journal.append.duration", "s", "One append to the journal with its flush to disk, by outcome.", null, Bounds.Quick);
        compactions = meter.CreateCounter<long>("magister.journal.compactions", "{compaction}", "Compactions of the journal, by outcome.");
        promises = meter.CreateCounter<long>("magister.promises.broken", "{promise}", "What must never happen and was about to: each is a defect, and was not done.");
        promises.Add(0);
        foreach (var outcome in new[] { Done, Failed }) compactions.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
    }

    public void TurnTaken(TimeSpan duration) => turns.Record(duration.TotalSeconds);

    public void Appended(bool isWritten, TimeSpan duration) =>
        appends.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", isWritten ? "written" : Failed));

    public void PromisesBroken(int count) => promises.Add(count);

    public void Compacted(CompactionResult result)
    {
        if (result is CompactionResult.NotDue) return;
        compactions.Add(1, new KeyValuePair<string, object?>("outcome", result is CompactionResult.Done ? Done : Failed));
    }
}
