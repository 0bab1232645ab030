using Magister.Fleet;
using Magister.Running;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// The cost of this run: the prices of all living instances, including those about to be destroyed, added up over time. An instance whose
/// price Vast did not show counts as 0.
/// </summary>
internal sealed class RunningCost(FleetState fleet, SteadyClock clock)
{
    private volatile Reading last = new(0, fleet.CostPerHour, clock.Now);

    /// <summary>USD an hour.</summary>
    public double PerHour => last.PerHour;

    /// <summary>USD since the run began.</summary>
    public double Total => last.TotalAt(clock.Now);

    /// <summary>Continues with a changed fleet. Only for the loop.</summary>
    public void Follow(FleetState changed)
    {
        var now = clock.Now;
        last = new Reading(last.TotalAt(now), changed.CostPerHour, now);
    }

    /// <summary>The values when the fleet last changed.</summary>
    private sealed record Reading(double Total, double PerHour, DateTimeOffset At)
    {
        public double TotalAt(DateTimeOffset now) => Total + (PerHour * Math.Max(0, (now - At).TotalHours));
    }
}
