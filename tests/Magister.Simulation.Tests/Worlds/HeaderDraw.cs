using System.Collections.Immutable;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Draws what is wrong with the headers of some worlds' answers: how long to wait, a false encoding, and Vast's clock. From a separate
/// source, so that all other worlds stay the same.
/// </summary>
internal static class HeaderDraw
{
    private static readonly VastEndpoint?[] Endpoints = [null, VastEndpoint.Search, VastEndpoint.Create, VastEndpoint.List, VastEndpoint.Show, VastEndpoint.Destroy, VastEndpoint.Manage];

    public static ImmutableArray<FaultKind> Kinds { get; } = [FaultKind.RetryLater, FaultKind.WrongEncoding];

    public static WorldPlan Apply(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x4ead);
        if (!random.Hits(0.3)) return plan;
        var skew = random.SometimesSeconds(0.5, 1, 5000) ?? TimeSpan.Zero;
        var faults = Kinds.Where(_ => random.Hits(0.7)).Select(kind => Rule(random, kind)).ToArray();
        return plan with { Desk = plan.Desk with { ClockSkew = random.Hits(0.5) ? skew : -skew }, Faults = [.. plan.Faults, .. faults] };
    }

    // Only before the effect: to call a rent too early although it took effect would be a lie.
    private static FaultRule Rule(Random random, FaultKind kind) => new(kind)
    {
        Endpoint = random.Pick(Endpoints),
        Moment = kind is FaultKind.RetryLater || random.Hits(0.5) ? FaultMoment.Before : FaultMoment.After,
        Probability = random.AnySize(0.005, 0.3),
        RetryAfter = random.AnySeconds(1, 120),
    };
}
