using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>The same world without trouble: lags and latencies stay, as far as a fleet can be at rest with them.</summary>
internal static class CalmWorld
{
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(0.3);

    public static NetworkPlan Network(WorldPlan plan) => plan.Network with
    {
        Connect = Within(plan.Network.Connect, LongestWay),
        Outward = Within(plan.Network.Outward, LongestWay),
        Back = Within(plan.Network.Back, LongestWay),
        Broken = 0,
        Lost = 0,
        Odd = 0,
    };

    public static DeskOptions Desk(WorldPlan plan) =>
        plan.Desk with { Latency = Within(plan.Desk.Latency, LongestWay), RentAnswerDelay = TimeSpan.Zero };

    public static CallerOptions Callers(WorldPlan plan) => plan.Callers with
    {
        NeverVerify = 0,
        VerifyDelay = Within(plan.Callers.VerifyDelay, plan.Fleet.VerificationTimeout * 0.3),
        DropEvery = null,
        HierophantRestarts = null,
        LoseEvery = null,
        RefusedVersions = 0,
        ProcessLife = null,
        BrokenContemplants = 0,
        WatchLife = null,
        CutEvery = null,
        HierophantFault = HierophantFault.None,
    };

    public static MarketOptions Market(WorldPlan plan) => plan.Market with
    {
        Boot = Within(plan.Market.Boot, plan.Fleet.VerificationTimeout * 0.4),
        BootFailures = 0,
        LostLabels = 0,
        BadHosts = 0,
        DearerContracts = 0,
        OtherGpus = 0,
        BidMoves = null,
        LostBids = 0,
        MeanLife = null,
        BrokenOffers = 0,
        SearchCap = 64,
        PriceSwing = 0,
        ListLag = Within(plan.Market.ListLag, plan.Fleet.ConsistencyWindow * 0.5),
    };

    private static DurationRange Within(DurationRange range, TimeSpan most) =>
        new(range.Min < most ? range.Min : most, range.Max < most ? range.Max : most);
}
