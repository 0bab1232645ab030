using Magister.Fleet.Planning;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Faults;
using Magister.Vast.Sending;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// How long a fleet may take to come to rest once nothing goes wrong any more, from the run's own limits: the longest chain of waits that
/// the design allows, each as long as it can be. A program that is down comes back, looks, settles what is uncertain, finds what is missing
/// or unhealthy, waits for its grace or deadline, destroys, waits out the pauses after refusals, rents, and waits for the Contemplants.
/// </summary>
internal static class RestBound
{
    private const double SecondsOfLongestListBackoff = 30;
    private const double SecondsOfLongestDestroyBackoff = 300;
    private const double SecondsOfLongestLabelBackoff = 300;
    private const double SecondsOfLongestRentPause = 600;
    private const double SecondsOfCreatePenalty = 12;
    private const double SecondsOfAskBackoff = 5;
    private const double SecondsOfSlack = 60;

    /// <summary>A failed instance may be kept until its logs have arrived.</summary>
    private const double SecondsOfLogs = 10;

    /// <summary>The longest pause of a watch before it restarts its Contemplant.</summary>
    private const double SecondsOfLongestRest = 60;

    /// <summary>The highest threshold that a 429 of any fault names.</summary>
    private const double SecondsOfLongestThreshold = 12;

    public static TimeSpan Of(WorldPlan plan) => TimeSpan.FromSeconds(
        (1 + (plan.Sharing?.ClockRate ?? 0)) * (Restart(plan) + (2 * Look(plan)) + Settling(plan) + Finding(plan) + Waiting(plan) + Destroying(plan) + Renting(plan) + Booting(plan) + Labelling(plan) + Working(plan) + Listing(plan) + Away(plan) + Trial(plan) + Postponed(plan) + Takeover(plan) + SecondsOfSlack));

    /// <summary>Vast said at the end of the trouble how long to stay away.</summary>
    private static double Postponed(WorldPlan plan) => plan.Faults.Where(fault => fault.Kind is FaultKind.RetryLater).Select(fault => fault.RetryAfter.TotalSeconds).DefaultIfEmpty().Max();

    /// <summary>The last leader may be the one that does not come back soon.</summary>
    private static double Takeover(WorldPlan plan) => 2 * plan.Sharing?.Lease.TotalSeconds ?? 0;

    private static double Restart(WorldPlan plan) => Math.Max(20, plan.Crashes.MaxPause.TotalSeconds) + plan.Crashes.LatestTurn.TotalSeconds;

    /// <summary>A complete list: its backoff, all of its pages, and the attempts that were under way when the trouble ended.</summary>
    private static double Look(WorldPlan plan) =>
        SecondsOfLongestListBackoff + Backoff(plan) + Tries(plan) + (Pages(plan) * (Spacing(plan, plan.Vast.ListGap, plan.Desk.Limits.List) + 2));

    /// <summary>Uncertain rents wait for the window, and for lists that hide new instances longer than allowed.</summary>
    private static double Settling(WorldPlan plan) =>
        plan.Fleet.ConsistencyWindow.TotalSeconds + plan.Market.ListLag.Max.TotalSeconds + plan.Market.Linger.TotalSeconds + plan.Vast.HttpTimeout.TotalSeconds;

    /// <summary>Missing at one poll, asked for, and checked again at the next.</summary>
    private static double Finding(WorldPlan plan) =>
        (3 * plan.Fleet.PollingInterval.TotalSeconds) + plan.Fleet.ConsistencyWindow.TotalSeconds + SecondsOfAskBackoff + Backoff(plan) + Tries(plan)
        + (plan.MaxNumber * Spacing(plan, plan.Vast.ShowGap, plan.Desk.Limits.Show));

    /// <summary>
    /// A grace or a deadline, and the doubt while most have failed; before that, for stopped instances, proof that the account can pay.
    /// </summary>
    private static double Waiting(WorldPlan plan) =>
        plan.Fleet.VerificationTimeout.TotalSeconds + plan.Fleet.UnhealthyGrace.TotalSeconds + MassFailureRule.Doubt.TotalSeconds + plan.Fleet.PollingInterval.TotalSeconds + Tries(plan);

    private static double Destroying(WorldPlan plan) =>
        SecondsOfLogs + SecondsOfLongestDestroyBackoff + Backoff(plan) + plan.Vast.HttpTimeout.TotalSeconds
        + (2 * plan.MaxNumber * (Spacing(plan, plan.Vast.DestroyGap, plan.Desk.Limits.Destroy) + 1));

    private static double Renting(WorldPlan plan) =>
        SecondsOfLongestRentPause + (2 * Backoff(plan)) + Tries(plan) + (2 * plan.Fleet.PollingInterval.TotalSeconds) + SecondsOfCreatePenalty
        + (2 * plan.MaxNumber * (Spacing(plan, plan.Vast.CreateGap, plan.Desk.Limits.Create) + 1))
        + ((1 + (plan.MaxNumber / 4)) * Spacing(plan, plan.Vast.SearchGap, plan.Desk.Limits.Search));

    /// <summary>A label that did not stick is found missing, set after the longest backoff, and seen.</summary>
    private static double Labelling(WorldPlan plan) =>
        SecondsOfLongestLabelBackoff + plan.Fleet.ConsistencyWindow.TotalSeconds + (2 * plan.Fleet.PollingInterval.TotalSeconds) + Tries(plan);

    /// <summary>If machines of every host failed, one after another is tried at each; there are at least four hosts.</summary>
    private static double Booting(WorldPlan plan) => (1 + Math.Ceiling(plan.MaxNumber / 3.0)) * plan.Fleet.VerificationTimeout.TotalSeconds;

    /// <summary>While nothing worked, one rent was tried at a time, and the next one works.</summary>
    private static double Trial(WorldPlan plan) =>
        plan.Fleet.BreakerFailures == 0 ? 0 : plan.Fleet.BreakerLongestPause.TotalSeconds + plan.Fleet.VerificationTimeout.TotalSeconds;

    /// <summary>Workers that are down, cut off or silent come back or are replaced: doubt first, then one after another.</summary>
    private static double Working(WorldPlan plan) => plan.PulseInterval is not { TotalSeconds: var interval } ? 0
        : SecondsOfLongestRest + plan.Callers.CutLength.Max.TotalSeconds + (4 * interval)
            + (2 * (plan.Fleet.ContemplantDown.TotalSeconds + Math.Max(plan.Fleet.ContemplantSilence.TotalSeconds, 3 * interval)));

    /// <summary>Whom Hierophant's list lacks goes after its absence; while most of the fleet is lacked, rents are held for as long as three.</summary>
    private static double Listing(WorldPlan plan) => plan.Fleet.HierophantWatch.Ticks == 0 ? 0
        : (3 * plan.Fleet.HierophantWatch.TotalSeconds) + (4 * plan.Fleet.HierophantAbsence.TotalSeconds);

    /// <summary>The last restart of Hierophant may come right before the trouble ends.</summary>
    private static double Away(WorldPlan plan) => plan.Callers.HierophantRestarts is null ? 0 : plan.Callers.HierophantAway.Max.TotalSeconds;

    private static double Pages(WorldPlan plan) => 1 + Math.Ceiling(2.0 * plan.MaxNumber / plan.Market.PageCap);

    private static double Tries(WorldPlan plan) => SafeCalls.MaxTries * (plan.Vast.HttpTimeout.TotalSeconds + 3);

    /// <summary>The longest backoff of an endpoint, and the halvings by which it recovers.</summary>
    private static double Backoff(WorldPlan plan) => 2 * EndpointPace.MaxBackoffGrowth * plan.Vast.FirstBackoff.TotalSeconds;

    private static double Spacing(WorldPlan plan, TimeSpan configured, TimeSpan wanted)
    {
        var learnt = plan.Faults.Any(fault => fault.Threshold is not null) ? SecondsOfLongestThreshold : 0;
        return 1.07 * Math.Max(learnt, Math.Max(configured.TotalSeconds, wanted.TotalSeconds));
    }
}
