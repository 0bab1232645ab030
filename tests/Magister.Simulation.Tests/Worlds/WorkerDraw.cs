using System.Collections.Immutable;
using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Draws the worlds in which instances have a watch, and what happens to Contemplants, watches and the Hierophant there. From a separate
/// source, so that all other worlds stay the same.
/// </summary>
internal static class WorkerDraw
{
    private static readonly ImmutableArray<HierophantFault> ListFaults =
        [HierophantFault.Away, HierophantFault.Hang, HierophantFault.Html, HierophantFault.Empty, HierophantFault.Partial];

    public static WorldPlan Apply(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x3a7c4);
        return random.Hits(0.35) ? WithList(WithWatches(plan, random), random) : plan;
    }

    private static WorldPlan WithWatches(WorldPlan plan, Random random) => plan with
    {
        Fleet = plan.Fleet with
        {
            ContemplantDown = random.AnySeconds(60, 900),
            ContemplantSilence = random.AnySeconds(60, 1200),
            BreakerFailures = random.Hits(0.2) ? 0 : random.Next(2, 6),
            BreakerLongestPause = random.AnySeconds(120, 3600),
            Onstart = plan.Fleet.Onstart with { PulseInterval = TimeSpan.FromSeconds(Math.Round(random.AnySize(60, 600))) },
        },
        Callers = plan.Callers with
        {
            NeverVerify = random.Hits(0.1) ? 1 : plan.Callers.NeverVerify,
            HierophantRestarts = random.SometimesSeconds(0.5, 3000, 40_000),
            HierophantAway = Range(random, 5, 900),
            LoseEvery = random.SometimesSeconds(0.5, 600, 20_000),
            RefusedVersions = random.Hits(0.1) ? 1 : random.SometimesShare(0.3, 0.5),
            ProcessLife = random.SometimesSeconds(0.5, 600, 40_000),
            BrokenContemplants = random.SometimesShare(0.3, 0.4),
            WatchLife = random.SometimesSeconds(0.4, 3000, 80_000),
            CutEvery = random.SometimesSeconds(0.4, 2000, 40_000),
            CutLength = Range(random, 5, 2000),
        },
    };

    private static WorldPlan WithList(WorldPlan plan, Random random) => !random.Hits(0.5) ? plan : plan with
    {
        Fleet = plan.Fleet with
        {
            HierophantWatch = random.AnySeconds(5, 600),
            HierophantAbsence = random.AnySeconds(30, 1200),
            Onstart = plan.Fleet.Onstart with { PulseInterval = IsWatchless(plan) ? TimeSpan.Zero : plan.Fleet.Onstart.PulseInterval },
        },
        Callers = plan.Callers with { HierophantFault = random.Hits(0.3) ? random.Pick(ListFaults) : HierophantFault.None },
    };

    // Only Hierophant's list shows then that a Contemplant ended, and nothing starts it again.
    private static bool IsWatchless(WorldPlan plan) => new Random(plan.Seed ^ 0x51e7).Hits(0.3);

    private static DurationRange Range(Random random, double least, double most)
    {
        var (one, other) = (random.AnySeconds(least, most), random.AnySeconds(least, most));
        return one < other ? new DurationRange(one, other) : new DurationRange(other, one);
    }
}
