using Magister.Configuration;
using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Telemetry.Metrics;

namespace Magister.Telemetry;

/// <summary>
/// Tells log, events and metrics of facts, once they are on disk. It folds them for itself: the engine's own fleet can be ahead of the
/// disk, and what is told needs the fleet right before and after each fact.
/// </summary>
/// <param name="fleet">The fleet before the first fact that will be told.</param>
internal sealed class FactReport(
    FleetState fleet, FactLog log, EventHistory events, FleetMetrics metrics, RunningCost cost, SecretTexts secrets)
{
    private FleetState told = fleet;

    /// <summary>Tells of facts in their order. For the loop alone.</summary>
    /// <param name="isOwn">This Magister recorded them.</param>
    /// <param name="current">The engine's fleet: once what is told has caught up with it, there is one fleet in memory and not two.</param>
    public void Tell(IReadOnlyCollection<Recorded> facts, FleetState current, bool isOwn = true)
    {
        if (facts.Count == 0) return;
        foreach (var recorded in facts.SkipWhile(fact => fact.Sequence <= told.LastSequence))
        {
            // Facts of another Magister that are in a snapshot by now cannot be told any more.
            if (recorded.Sequence != told.LastSequence + 1) break;
            var change = new FleetChange(recorded, told, told.Apply(recorded));
            events.Add(FleetEvent.Of(change, secrets.Masked(log.Write(change, isOwn))));
            metrics.Count(change);
            told = change.After;
        }

        if (current.LastSequence == told.LastSequence || facts.Last().Sequence > told.LastSequence) told = current;
        cost.Follow(told);
        events.Announce();
    }
}
