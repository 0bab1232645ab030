using System.Collections.Immutable;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>Draws what goes wrong with calls. Whatever would be a lie is left out, unless the world is one of that lie.</summary>
internal static class FaultDraw
{
    private static readonly VastEndpoint?[] Endpoints =
        [null, VastEndpoint.Search, VastEndpoint.Create, VastEndpoint.Create, VastEndpoint.List, VastEndpoint.Show, VastEndpoint.Destroy, VastEndpoint.User];

    private static readonly FaultKind[] LostRaceKinds = [FaultKind.Conflict, FaultKind.NotFound, FaultKind.MachineRented];

    // Those before them, in an order that worlds were drawn from.
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind < FaultKind.Conflict)];

    public static ImmutableArray<FaultRule> Rules(Random random, Lies lies, TimeSpan delayBefore)
    {
        var count = random.Hits(0.2) ? 0 : random.Next(1, 7);
        var rules = Enumerable.Range(0, count).Select(_ => Rule(random, delayBefore)).Where(rule => !IsLie(rule)).ToList();
        if (OfLie(random, lies) is { } lie) rules.Insert(0, lie);
        return [.. rules];
    }

    /// <summary>Offers that are gone, in other words than the market's. From a source of its own: the other faults are what they were before.</summary>
    public static IEnumerable<FaultRule> LostRaces(int seed)
    {
        var random = new Random(seed ^ 0x10577);
        if (!random.Hits(0.3)) yield break;
        foreach (var kind in LostRaceKinds) yield return new FaultRule(kind) { Endpoint = VastEndpoint.Create, Probability = random.AnySize(0.05, 0.6) };
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

    /// <summary>An answer that says for certain what is not so.</summary>
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
