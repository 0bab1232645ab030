using Magister.Configuration;
using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Telemetry.Metrics;

namespace Magister.Telemetry;

/// <summary>
/// Reports facts to log, events and metrics, once they are on disk. It folds them itself: the engine's own fleet can be ahead of the disk,
/// and a report needs the fleet right before and after each fact.
/// </summary>
/// <param name="fleet">The fleet before the first fact that will be reported.</param>
internal sealed class FactReport(
    FleetState fleet, FactLog log, EventHistory events, FleetMetrics metrics, RunningCost cost, SecretTexts secrets)
{
    private FleetState told = fleet;

    /// <summary>Reports facts in order. Only for the loop.</summary>
    /// <param name="isOwn">Whether this Magister recorded them.</param>
    /// <param name="current">The engine's fleet: once the report has caught up with it, there is one fleet in memory instead of two.</param>
    public void Tell(IReadOnlyCollection<Recorded> facts, FleetState current, bool isOwn = true)
    {
        if (facts.Count == 0) return;
        foreach (var recorded in facts.SkipWhile(fact => fact.Sequence <= told.LastSequence))
        {
            // Facts of another Magister that are only in a snapshot by now can no longer be reported.
            if (recorded.Sequence != told.LastSequence + 1) break;
            var change = new FleetChange(recorded, told, told.Apply(recorded));
            events.Add(FleetEvent.Create(change, secrets.Masked(log.Write(change, isOwn))));
            metrics.Count(change);
            told = change.After;
        }

        if (current.LastSequence == told.LastSequence || facts.Last().Sequence > told.LastSequence) told = current;
        cost.Follow(told);
        events.Announce();
    }
}
