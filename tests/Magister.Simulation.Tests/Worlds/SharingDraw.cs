using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Draws the worlds in which two or three Magisters share a fleet through a database, and what happens to it and them. From a separate
/// source, so that all other worlds stay the same.
/// </summary>
internal static class SharingDraw
{
    private const double ClockRate = 0.1;

    // Many looks a second take long to run, and other worlds cover a day's bill.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(11);

    /// <param name="isWanted">Whether to share in any case; otherwise the seed decides.</param>
    public static WorldPlan Apply(WorldPlan plan, bool isWanted)
    {
        var random = new Random(plan.Seed ^ 0x54a2ed);
        if (!random.Hits(0.1) && !isWanted) return plan;
        var areClocksWrong = random.Hits(0.4);
        var sharing = new SharingPlan(
            random.Next(2, 4), random.AnySeconds(5, 40), random.SometimesShare(0.6, 0.1), random.SometimesShare(0.6, 0.1),
            areClocksWrong ? random.SometimesShare(0.7, 0.05) : 0, areClocksWrong ? ClockRate : 0, random.SometimesSeconds(0.6, 300, 10_000));

        // All are configured alike, and no database is lost. The window is lengthened so that it is long enough even on a fast clock.
        return plan with
        {
            Sharing = sharing,
            Length = plan.Length < Longest ? plan.Length : Longest,
            TroubleEnds = plan.TroubleEnds * (Longest / TimeSpan.FromDays(1)),
            ClockError = areClocksWrong ? random.AnySeconds(1, 1500) : TimeSpan.Zero,
            NumberChanges = false,
            BudgetsChange = false,
            Fleet = areClocksWrong ? plan.Fleet with { ConsistencyWindow = plan.Fleet.ConsistencyWindow * (1 + (2 * ClockRate)) } : plan.Fleet,
            Crashes = plan.Crashes with { LostDirectories = 0, Idle = random.AnySeconds(600, 20_000), OrderlyEnds = random.SometimesSeconds(0.7, 1200, 20_000) },
            Mischief = plan.Mischief with { Reloads = null, Freezes = random.SometimesSeconds(0.6, 200, 20_000) },
        };
    }
}
