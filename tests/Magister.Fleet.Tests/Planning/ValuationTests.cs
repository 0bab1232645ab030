using System.Diagnostics;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Xunit.Abstractions;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class ValuationTests(ITestOutputHelper output)
{
    private static readonly FleetSettings ByValue = Settings() with { Query = Query with { Order = OfferOrder.Value } };

    private static MachineFigures Works(int rents, decimal hours = 24) => new() { Rents = rents, Worked = rents, Lost = rents, BootHours = rents * 0.02m, Hours = rents * hours };

    private static MachineFigures Fails(int rents) => new() { Rents = rents, Failed = rents };

    private static FleetState Knowing(params (long Machine, long Host, MachineFigures Figures)[] machines)
    {
        var (histories, day) = (machines.Select(one => new MachineHistory(one.Machine, one.Host, CostTime.DayOf(Epoch), one.Figures)).ToArray(), CostTime.DayOf(Epoch));
        var all = histories.Aggregate(MachineFigures.None, (sum, machine) => sum.Plus(machine.Figures));
        return new History().Record(new MachineHistoriesKept([.. histories], new MachineHistory(0, null, day, all))).Fleet;
    }

    private static OfferValue Value(Offer offer, FleetState fleet, double at = 0) => new Valuation(fleet, ByValue, At(at)).Of(offer)!;

    private static long[] Ranked(FleetState fleet, params Offer[] offers) => [.. OfferRanking.Rank(offers, fleet, ByValue, Epoch).Usable.Select(offer => offer.Id)];

    [Fact]
    public void Value_OfAFleetThatKnowsNothing_IsThatOfFourInFiveThatWorkForADay()
    {
        var value = Value(Offer(1, price: 0.48), FleetState.Empty);

        Assert.Equal((0.48, 0.8, 24.0), (value.PricePerHour, value.Works, Math.Round(value.LifeHours, 9)));
        Assert.Equal(0.48 * (24 + (1 / 30.0) + (0.25 * 0.05)) / 24, value.UsdPerWorkingHour, 9);
    }

    [Fact]
    public void Machine_ThatNobodyKnows_IsTakenForItsHostsOthers_AndTheseForTheFleets()
    {
        var fleet = Knowing((1, 10, Works(20)), (2, 10, Works(20)), (3, 20, Fails(20)), (4, 30, Works(20)));

        Assert.InRange(Value(Offer(1, machine: 1, host: 10), fleet).Works, 0.97, 1);
        Assert.InRange(Value(Offer(1, machine: 5, host: 10), fleet).Works, 0.95, 1);
        Assert.InRange(Value(Offer(1, machine: 5, host: 20), fleet).Works, 0.05, 0.2);
        Assert.InRange(Value(Offer(1, machine: 5, host: 99), fleet).Works, 0.7, 0.8);
        Assert.InRange(Value(Offer(1) with { MachineId = null, HostId = null }, fleet).Works, 0.7, 0.8);
    }

    [Fact]
    public void Order_ByValue_PutsWhatIsLostSoonOrFailsBehindWhatWorks_AsFarAsThatCostsMore()
    {
        var fleet = Knowing((1, 10, Works(10)), (2, 20, Works(10, hours: 0.1m)), (3, 30, Fails(30)));
        Offer[] offers = [Offer(1, machine: 1, host: 10, price: 0.33), Offer(2, machine: 2, host: 20, price: 0.329), Offer(3, machine: 3, host: 30, price: 0.32)];

        Assert.Equal([1, 2, 3], Ranked(fleet, offers));
        Assert.Equal([2, 1, 3], Ranked(fleet, offers[0], offers[1] with { DphTotal = 0.2 }, offers[2]));
    }

    [Fact]
    public void Order_ByValue_WithoutHistory_IsThatOfThePrices()
    {
        Assert.Equal([2, 3, 1], Ranked(FleetState.Empty, Offer(1, price: 0.4), Offer(2, price: 0.2), Offer(3, price: 0.3)));
    }

    [Fact]
    public void Contract_ThatEndsSoon_IsWorthLess()
    {
        var whole = Value(Offer(1), FleetState.Empty);
        var short_ = Value(Offer(1) with { Duration = 3600 }, FleetState.Empty);

        Assert.Equal((1 - Math.Exp(-(29 / 30.0) / 24)) * 24, short_.LifeHours, 9);
        Assert.True(short_.UsdPerWorkingHour > 1.04 * whole.UsdPerWorkingHour);
        Assert.Equal(double.PositiveInfinity, Value(Offer(1) with { Duration = 100 }, FleetState.Empty).UsdPerWorkingHour);
        Assert.Null(new Valuation(FleetState.Empty, ByValue, Epoch).Of(Offer(1, price: null)));
    }

    [Fact]
    public void Odds_OfOldTimes_CountLess()
    {
        var fleet = Knowing((1, 10, Fails(10)));

        Assert.InRange(Value(Offer(1, machine: 1, host: 10), fleet).Works, 0, 0.2);
        Assert.InRange(Value(Offer(1, machine: 1, host: 10), fleet, at: 80 * 86_400).Works, 0.5, 0.8);
    }

    [Fact]
    public void Trial_OfTheUnknown_DrawsWiderThanOfTheKnown_AroundTheMean()
    {
        var fleet = Knowing((1, 10, Works(40)), (2, 20, Works(40)));
        double[] Draws(Offer offer) => [.. Enumerable.Range(0, 2000).Select(seed => new Valuation(fleet, ByValue, Epoch, new Random(seed)).Of(offer)!.Works)];
        var (known, unknown) = (Draws(Offer(1, machine: 1, host: 10)), Draws(Offer(2, machine: 9, host: 99)));

        Assert.Equal(Value(Offer(1, machine: 1, host: 10), fleet).Works, known.Average(), 2);
        Assert.Equal(Value(Offer(2, machine: 9, host: 99), fleet).Works, unknown.Average(), 1);
        Assert.True(unknown.Max() - unknown.Min() > 3 * (known.Max() - known.Min()));
    }

    [Fact]
    public void Trial_FromOneSeed_IsTheSame_AndOffersOfOneMachineShareIt()
    {
        var (one, again) = (new Valuation(FleetState.Empty, ByValue, Epoch, new Random(7)), new Valuation(FleetState.Empty, ByValue, Epoch, new Random(7)));
        var value = one.Of(Offer(1, machine: 5));

        Assert.Equal(value, again.Of(Offer(1, machine: 5)));
        Assert.Equal(value, one.Of(Offer(2, machine: 5)));
        Assert.NotEqual(value, one.Of(Offer(2, machine: 6)));
    }

    [Fact]
    public void Ranking_WithTenThousandMachinesRemembered_WalksThroughNoneButTheOffered_AndTheyTakeUnderTenMebibytes()
    {
        var random = new Random(1);
        var machines = Enumerable.Range(1, MachineBook.MaxMachines).Select(machine => (Machine: (long)machine, Host: (long)random.Next(2000), Works(random.Next(1, 30)))).ToArray();
        var offered = machines.Where(machine => machine.Machine % 160 == 0).ToArray();
        var offers = offered.Select(machine => Offer(machine.Machine, machine.Machine, machine.Host, price: 0.1 + (random.NextDouble() / 3))).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var all = Knowing(machines);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var few = Knowing(offered);

        // In turn, and the minimum of each: whatever else the processor does meanwhile affects both.
        var taken = Enumerable.Range(0, 100).Select(seed => (Few: Taken(few, offers, seed), All: Taken(all, offers, seed))).ToArray();
        var (least, ratio) = (taken.Min(one => one.All), taken.Min(one => one.All) / taken.Min(one => one.Few));

        Assert.Equal((62, MachineBook.MaxMachines), (offers.Length, all.MachineBook.Machines.Count));
        output.WriteLine($"{least} ms, {ratio} of that with {few.MachineBook.Machines.Count}; {bytes} bytes");
        // Two to three, since the tree is deeper; a scan of all machines would take a hundred times as long.
        Assert.True(ratio < 8, $"{ratio}");
        Assert.True(bytes < 10 * 1024 * 1024, $"{bytes} bytes");
    }

    private static double Taken(FleetState fleet, Offer[] offers, int seed)
    {
        var began = Stopwatch.GetTimestamp();
        OfferRanking.RankForLater(offers, fleet, ByValue, Epoch, new Random(seed));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
