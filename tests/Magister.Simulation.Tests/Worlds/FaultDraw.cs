using System.Collections.Immutable;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>Draws what goes wrong with calls. Lies are left out, except the one that a world of lies is about.</summary>
internal static class FaultDraw
{
    private static readonly VastEndpoint?[] Endpoints =
        [null, VastEndpoint.Search, VastEndpoint.Create, VastEndpoint.Create, VastEndpoint.List, VastEndpoint.Show, VastEndpoint.Destroy, VastEndpoint.User];

    /// <summary>The faults that any world may have.</summary>
    public static ImmutableArray<FaultKind> Kinds { get; } =
    [
        FaultKind.TooManyRequests, FaultKind.InternalError, FaultKind.Unavailable, FaultKind.ProxyPage, FaultKind.HalfJson, FaultKind.EmptyBody,
        FaultKind.SuccessFalse, FaultKind.ErrorWithContract, FaultKind.Reset, FaultKind.Hang, FaultKind.Delay, FaultKind.EmptyList, FaultKind.ShortPage,
    ];

    public static ImmutableArray<FaultRule> Rules(Random random, Lies lies, TimeSpan delayBefore)
    {
        var count = random.Hits(0.2) ? 0 : random.Next(1, 7);
        var rules = Enumerable.Range(0, count).Select(_ => Rule(random, delayBefore)).Where(rule => !IsLie(rule)).ToList();
        if (OfLie(random, lies) is { } lie) rules.Insert(0, lie);
        return [.. rules];
    }

    private static FaultRule Rule(Random random, TimeSpan delayBefore)
    {
        var moment = random.Hits(0.5) ? FaultMoment.Before : FaultMoment.After;
        return new FaultRule(random.Pick(Kinds))
        {
            Endpoint = random.Pick(Endpoints),
            Moment = moment,
            Probability = random.AnySize(0.005, 0.5),
            Delay = moment is FaultMoment.Before ? delayBefore : random.AnySeconds(0.5, 40),
            Threshold = random.Hits(0.5) ? random.AnySize(0.5, 12) : null,
        };
    }

    /// <summary>Whether it is an answer that states a falsehood for certain.</summary>
    private static bool IsLie(FaultRule rule) => rule.Kind switch
    {
        FaultKind.EmptyList => Strikes(rule, VastEndpoint.List),
        FaultKind.SuccessFalse or FaultKind.TooManyRequests => rule.Moment is FaultMoment.After && Strikes(rule, VastEndpoint.Create),
        _ => false,
    };

    private static bool Strikes(FaultRule rule, VastEndpoint endpoint) => rule.Endpoint is null || rule.Endpoint == endpoint;

    private static FaultRule? OfLie(Random random, Lies lies) => lies switch
    {
        Lies.EmptyLists => new FaultRule(FaultKind.EmptyList) { Endpoint = VastEndpoint.List, Probability = random.AnySize(0.01, 0.3) },
        Lies.RefusedRents => new FaultRule(random.Hits(0.5) ? FaultKind.SuccessFalse : FaultKind.TooManyRequests)
        {
            Endpoint = VastEndpoint.Create,
            Moment = FaultMoment.After,
            Probability = random.AnySize(0.05, 0.7),
        },
        _ => null,
    };
}
