using Magister.Evidence;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Journal;
using Magister.Running;
using Magister.Telemetry.Metrics;

namespace Magister.Telemetry;

/// <summary>Logs the results of a turn of the loop, passes its facts to events and metrics, and saves the evidence of failures.</summary>
internal sealed class TurnReport(FactReport facts, EvidenceShelf shelf, LoopMetrics metrics, SparseLog sparse, ILogger<FleetLoop> log) : ITurnReport
{
    private bool wasUnwritable;

    public void Tell(Turn turn, RecordedEngine engine)
    {
        foreach (var notice in turn.Notices) NoticeLog.Write(log, sparse, notice);
        metrics.PromisesBroken(turn.Notices.OfType<Notice.PromiseBroken>().Count());
        TellOfJournal(turn, engine.JournalFailure);
        facts.Tell(turn.Written, engine.State, !engine.IsFollowing);
        Keep(turn, engine.State);
    }

    public void TookTurn(TimeSpan duration) => metrics.TurnTaken(duration);

    private void Keep(Turn turn, FleetState fleet)
    {
        foreach (var input in turn.Inputs)
        {
            if (input is EngineInput.CallEnded<InstanceLogs>(EngineCall.Logs asked, var outcome)) shelf.Take(asked, outcome, fleet.Leases.GetValueOrDefault(asked.InstanceId));
        }

        foreach (var recorded in turn.Written) shelf.Forget(recorded.Fact);
    }

    private void TellOfJournal(Turn turn, string? failure)
    {
        if (wasUnwritable && failure is null) Log.JournalRecovered(log, turn.Written.Length);
        else if (!wasUnwritable && failure is not null) Log.JournalUnwritable(log, failure);
        wasUnwritable = failure is not null;
        switch (turn.Compaction)
        {
            case CompactionResult.Done done: Log.JournalCompacted(log, done.BytesBefore, done.BytesAfter); break;
            case CompactionResult.Failed failed: Log.JournalNotCompacted(log, failed.Message); break;
            default: break;
        }
    }
}
