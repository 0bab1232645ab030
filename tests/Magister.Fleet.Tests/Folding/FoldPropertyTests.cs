using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Folding;

/// <summary>What holds for every sequence of facts, sensible or not.</summary>
public sealed class FoldPropertyTests
{
    private const int Seeds = 100;
    private const int FactsEach = 200;
    private static readonly long[] Offers = [0, 1, 2, 3, 4, 5, long.MaxValue];

    [Fact]
    public void AnyFacts_InAnyOrder_FoldAndPlanWithoutAThrow()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var fleet = FleetState.Empty;
            foreach (var recorded in new RandomFacts(seed).Take(FactsEach))
            {
                fleet = fleet.Apply(recorded);
                AssertOfferIdsMeanLivingInstances(fleet, seed);
                var plan = Planner.Plan(fleet, Settings(), recorded.At);
                Assert.True((plan.Rent?.Count ?? 0) + fleet.Occupied <= Math.Max(fleet.NumberWanted(Settings()), fleet.Occupied), $"seed {seed}");
                Assert.All(plan.Destroys, destroy => Assert.True(fleet.Leases.ContainsKey(destroy.InstanceId)));
            }
        }
    }

    [Fact]
    public void AnyFleet_FoldedFromItsOwnFacts_IsTheSame()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var fleet = FleetState.Empty;
            foreach (var recorded in new RandomFacts(seed).Take(FactsEach))
            {
                fleet = fleet.Apply(recorded);
                if (recorded.Sequence % 10 == 0) AssertSame(fleet, Compacted(fleet), seed);
            }
        }
    }

    [Fact]
    public void AnyFleet_GoingOnAfterCompaction_GoesOnTheSame()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var facts = new RandomFacts(seed).Take(FactsEach).ToArray();
            var whole = History.Fold(facts);
            var half = Compacted(History.Fold(facts.Take(FactsEach / 2)));
            AssertSame(whole, facts.Skip(FactsEach / 2).Aggregate(half, (state, recorded) => state.Apply(recorded)), seed);
        }
    }

    private static FleetState Compacted(FleetState fleet)
    {
        var sequence = 0L;
        return History.Fold(fleet.ToFacts().Select(fact => new Recorded(++sequence, fleet.LastAt, fact)));
    }

    private static void AssertSame(FleetState expected, FleetState actual, int seed)
    {
        Assert.True(expected.ToFacts().SequenceEqual(actual.ToFacts()), $"seed {seed}: other facts");
        Assert.Equal(expected.Leases, actual.Leases);
        Assert.Equal(expected.Rents, actual.Rents);
        Assert.Equal(expected.Ended, actual.Ended);
        Assert.Equal(expected.Machines, actual.Machines);
        Assert.Equal(expected.Judgements, actual.Judgements);
        Assert.Equal(expected.MachineBook.Machines, actual.MachineBook.Machines);
        Assert.Equal(expected.MachineBook.All, actual.MachineBook.All);
        for (var host = 2000; host < 2006; host++) Assert.Equal(expected.MachineBook.OfHost(host, CostTime.DayOf(expected.LastAt)), actual.MachineBook.OfHost(host, CostTime.DayOf(actual.LastAt)));
        Assert.Equal(expected.EarlyVerifies, actual.EarlyVerifies);
        Assert.Equal(expected.Occupied, actual.Occupied);
        foreach (var offer in Offers)
        {
            Assert.Equal(expected.LivingOf(offer), actual.LivingOf(offer));
            Assert.Equal(expected.DroppedOf(offer), actual.DroppedOf(offer));
        }
    }

    private static void AssertOfferIdsMeanLivingInstances(FleetState fleet, int seed)
    {
        foreach (var offer in Offers)
        {
            var newest = fleet.Leases.Values.Where(lease => lease.OfferId == offer).MaxBy(lease => lease.InstanceId);
            Assert.True(newest == fleet.LivingOf(offer), $"seed {seed}: offer {offer} means another instance than the living one");
        }
    }
}
