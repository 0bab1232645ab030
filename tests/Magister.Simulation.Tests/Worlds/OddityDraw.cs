using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Draws what is odd about some markets: labels that do not stick, contracts that are not as offered, refusals and deaths in unusual statuses,
/// absence in unusual words. From a separate source, so that all other worlds stay the same.
/// </summary>
internal static class OddityDraw
{
    public static WorldPlan Apply(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x0dd17);
        if (!random.Hits(0.4)) return plan;

        // An instance that Vast denies and shows without a label cannot be known.
        var lostLabels = random.SometimesShare(0.5, 0.8);
        var market = plan.Market with
        {
            LostLabels = plan.Lies is Lies.None ? lostLabels : 0,
            DearerContracts = random.SometimesShare(0.3, 0.4),
            BadHosts = random.SometimesShare(0.3, 0.7),
            OtherGpus = random.SometimesShare(0.3, 0.4),
            OddDeaths = random.SometimesShare(0.6, 1),
            OddBills = plan.Seed % 2 == 0 ? 0.3 : 0,
            MeanLife = plan.Market.MeanLife ?? random.SometimesSeconds(0.5, 1200, 40_000),
        };
        FaultRule[] drawn =
        [
            new(FaultKind.InternalError) { Endpoint = VastEndpoint.Manage, Probability = random.Hits(0.5) ? 1 : random.NextDouble(), Share = random.Hits(0.5) ? 1 : 0.3 },
            new(FaultKind.OfferRefused) { Probability = random.AnySize(0.05, 0.6) },
            new(FaultKind.OddAbsence) { Endpoint = VastEndpoint.Show, Probability = random.Hits(0.5) ? 1 : random.NextDouble() },
            new(FaultKind.LivingDenied) { Endpoint = VastEndpoint.Show, Probability = random.AnySize(0.01, 0.5) },
        ];

        // Where lists lag, they and a hint that lies as well would prove a falsehood day in, day out.
        var faults = drawn.Where(fault => random.Hits(0.6) && (fault.Kind is not FaultKind.LivingDenied || plan.Lies is Lies.None or Lies.EmptyLists));
        return plan with { Market = market, Faults = [.. plan.Faults, .. faults] };
    }
}
