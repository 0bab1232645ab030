using Magister.Fleet;
using Magister.Hosting;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// What this run has cost: the prices of all living instances, those about to go included, added up over time. An instance whose price
/// Vast did not tell counts nothing.
/// </summary>
internal sealed class RunningCost(FleetState fleet, SteadyClock clock)
{
    private volatile Reading last = new(0, Rate(fleet), clock.Now);

    /// <summary>USD an hour.</summary>
    public double PerHour => last.PerHour;

    /// <summary>USD since the run began.</summary>
    public double Total => last.TotalAt(clock.Now);

    /// <summary>From here on the fleet is another one. For the loop alone.</summary>
    public void Follow(FleetState changed)
    {
        var now = clock.Now;
        last = new Reading(last.TotalAt(now), Rate(changed), now);
    }

    private static double Rate(FleetState fleet) => fleet.Leases.Values.Sum(lease => lease.Offer.DphTotal ?? 0);

    private sealed record Reading(double Total, double PerHour, DateTimeOffset At)
    {
        public double TotalAt(DateTimeOffset now) => Total + (PerHour * Math.Max(0, (now - At).TotalHours));
    }
}
