using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>The list shows a contract's price and hardware, which may differ from the offer's.</summary>
public sealed class ContractTests
{
    private static Scenario Rented(FleetSettings? settings = null) => new Scenario(settings ?? Settings(1)).StartWith([], Offer(1)).Rented(1, 10);

    private static ListedInstance Costing(double? price, long instance = 10, long offer = 1) =>
        Row(instance, offer) is var row ? row with { Hardware = row.Hardware with { DphTotal = price } } : null!;

    private static ListedInstance OnGpu(string? gpu) => Row(10, 1) is var row ? row with { Hardware = row.Hardware with { GpuName = gpu } } : null!;

    [Fact]
    public void Contract_OfAnotherPriceWithinTheCap_IsWhatItCosts_AndIsRecordedOnce()
    {
        var one = Rented().Listing(30, Costing(0.45)).Listing(60, Costing(0.45));

        Assert.Equal([new ContractSeen(10, 0.45, "RTX 4090", null, 1001)], one.Journal.OfType<ContractSeen>());
        Assert.Equal(0.45, one.Fleet.CostPerHour, 9);
        Assert.Empty(one.Destroying);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(-1.5)]
    [InlineData(1e308)]
    [InlineData(double.NaN)]
    public void Contract_WhosePriceIsNone_ChangesNothing(double? price)
    {
        var one = Rented().Listing(30, Costing(price));

        Assert.Empty(one.Journal.OfType<ContractSeen>());
        Assert.Equal(0.3, one.Fleet.CostPerHour, 9);
    }

    [Theory]
    [InlineData(0.51, false)]
    [InlineData(0.511, true)]
    [InlineData(0.95, true)]
    public void Contract_AboveTheCap_OfOneThatNobodyVerified_IsDestroyedAndItsMachineRests(double price, bool goes)
    {
        var one = Rented().Listing(30, Costing(price));
        Assert.Equal(goes ? [10] : [], one.Destroying);
        if (!goes) return;

        Assert.Equal(DestroyCause.WrongContract, one.Journal.OfType<DestroyIntended>().Single().Cause);
        Assert.Empty(one.Destroyed(10).Offered(Offer(1)).Renting);
        Assert.True(one.Fleet.Machines.ContainsKey(1001));
    }

    [Theory]
    [InlineData("RTX 3060", true)]
    [InlineData("rtx_4090", false)]
    [InlineData(null, false)]
    public void Contract_ForAnotherGpu_IsDestroyed_AndNullIsNoOther(string? gpu, bool goes) =>
        Assert.Equal(goes ? [10] : [], Rented().Listing(30, OnGpu(gpu)).Destroying);

    [Fact]
    public void Contract_ForFewerGpus_IsDestroyed()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1) with { NumGpus = 2 }).Rented(1, 10);
        var row = Row(10, 1);

        Assert.Equal([10], one.Listing(30, row with { Hardware = row.Hardware with { NumGpus = 1 } }).Destroying);
    }

    private static ListedInstance EndingAt(double? seconds) =>
        Row(10, 1) is var row ? row with { Hardware = row.Hardware with { EndDate = Epoch.ToUnixTimeSeconds() + seconds } } : null!;

    [Fact]
    public void Contract_ThatEndsAtAnotherTimeThanWasKnown_IsRecordedWhereThatChanges()
    {
        var one = Rented().Listing(30, EndingAt(9000)).Listing(60, EndingAt(9009)).Listing(90, EndingAt(null)).Listing(120, EndingAt(-1e15)).Listing(150, EndingAt(7000));

        Assert.Equal([9000, 7000], one.Journal.OfType<ContractSeen>().Select(seen => seen.EndDate!.Value - Epoch.ToUnixTimeSeconds()));
        Assert.Equal(At(7000), one.Fleet.Leases[10].EndsAt);
    }

    [Fact]
    public void Contract_AboutToEnd_IsReplaced_AndWhatIsTakenOverHasItsEndToo()
    {
        var one = Rented().Verify(1).Listing(30, EndingAt(700));
        Assert.Empty(one.At(99).Destroying);
        Assert.Equal([10], one.At(100).Destroying);
        Assert.Equal(DestroyCause.Expiring, one.Journal.OfType<DestroyIntended>().Single().Cause);
        Assert.Equal([2], one.Destroyed(10).Offered(Offer(2)).Renting);

        var anew = new Scenario(Settings(1)).StartWith([EndingAt(700) with { StartDate = At(-1000) }]);
        Assert.Equal(At(700), anew.Fleet.Leases[10].EndsAt);
        Assert.Equal([10], anew.At(100).Destroying);
    }

    [Fact]
    public void Contract_AboutToEnd_IsKeptWhileRentsAreHeldBack()
    {
        var one = Rented().Verify(1).Listing(30, EndingAt(700)).At(90);
        one.Tell(new EngineInput.PauseReceived());

        Assert.Empty(one.At(100).Destroying);
        Assert.Equal([10], one.Tell(new EngineInput.ResumeReceived()).Destroying);
    }

    [Fact]
    public void Contract_OnAnotherMachine_RestsBoth()
    {
        var row = Costing(0.95);
        var one = Rented().Listing(30, row with { Hardware = row.Hardware with { MachineId = 77 } });

        Assert.Equal([77, 1001], one.Fleet.Machines.Keys);
    }

    [Fact]
    public void Price_RaisedOnceItWasVerified_IsToldOnce_AndNothingIsDestroyed()
    {
        var one = Rented().Verify(1).Listing(30, Costing(0.3)).Listing(60, Costing(1.5)).Listing(90, Costing(1.5));

        Assert.Empty(one.Destroying);
        Assert.Equal(1.5, one.Fleet.CostPerHour, 9);
        Assert.Equal([new Notice.DearerThanCap(10, 1.5, 0.5)], one.Notices.OfType<Notice.DearerThanCap>());
    }

    [Fact]
    public void Cap_LoweredLater_IsTold_AndNothingIsDestroyed()
    {
        var cheaper = Settings(1) with { Query = Query with { CostPerHour = 0.2 } };
        var one = Rented().Listing(30, Costing(0.3)).Kill(cheaper).Listed(Costing(0.3));

        Assert.Empty(one.Destroying);
        Assert.Single(one.Notices.OfType<Notice.DearerThanCap>());
    }

    [Fact]
    public void Instance_ThatNoRentOfThisJournalTellsOf_IsNotDestroyedForItsPrice()
    {
        var row = Costing(0.95) with { StartDate = At(-10) };
        var one = new Scenario(Settings(1)).StartWith([row]);

        Assert.Equal([10], one.Alive);
        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void Contracts_WrongThreeTimes_HoldRentsForAWhile()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1), Offer(2), Offer(3), Offer(4));
        for (var id = 1; id <= 3; id++) one.Rented(id, id * 10).ListedAsOf(id * 5, Costing(0.95, id * 10, id)).At(id * 5).Destroyed(id * 10);

        Assert.Empty(one.Renting);
        Assert.Equal(new Hold.WrongContracts(3, At(75)), Assert.Single(one.Engine.View.Holds));
        Assert.Equal([4], one.At(75).Listed().Offered(Offer(4)).Renting);
    }
}
