using Magister.Fleet;
using Magister.Running;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// What this run has cost: the prices of all living instances, those about to go included, added up over time. An instance whose price
/// Vast did not tell counts nothing.
/// </summary>
internal sealed class RunningCost(FleetState fleet, SteadyClock clock)
{
    private volatile Reading last = Reading.Before(fleet, clock.Now);

    /// <summary>USD an hour.</summary>
    public double PerHour => last.PerHour;

    /// <summary>USD since the run began.</summary>
    public double Total => last.TotalAt(clock.Now);

    /// <summary>USD since midnight, and when that was (UTC). Of before this run only what is alive still is counted.</summary>
    public (double Usd, DateTimeOffset Since) Today
    {
        get
        {
            var now = clock.Now;
            return (last.TodayAt(now), Midnight(now));
        }
    }

    /// <summary>From here on the fleet is another one. For the loop alone.</summary>
    public void Follow(FleetState changed)
    {
        var now = clock.Now;
        last = new Reading(last.TotalAt(now), last.TodayAt(now), changed.CostPerHour, now);
    }

    private static DateTimeOffset Midnight(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>How it stood when the fleet last changed.</summary>
    /// <param name="Today">USD since the midnight before <paramref name="At"/>.</param>
    private sealed record Reading(double Total, double Today, double PerHour, DateTimeOffset At)
    {
        public static Reading Before(FleetState fleet, DateTimeOffset now)
        {
            var today = fleet.Leases.Values.Sum(lease => (lease.Offer.DphTotal ?? 0) * Math.Max(0, (now - Moments.Later(lease.StartedAt, Midnight(now))).TotalHours));
            return new Reading(0, today, fleet.CostPerHour, now);
        }

        public double TodayAt(DateTimeOffset now) =>
            (At >= Midnight(now) ? Today : 0) + (PerHour * Math.Max(0, (now - Moments.Later(At, Midnight(now))).TotalHours));

        public double TotalAt(DateTimeOffset now) => Total + (PerHour * Math.Max(0, (now - At).TotalHours));
    }
}
