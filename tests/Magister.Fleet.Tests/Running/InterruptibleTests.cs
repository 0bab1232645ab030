using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Instances that are bid for, and that Vast stops when someone bids more.</summary>
public sealed class InterruptibleTests
{
    // Storage of 16 GB for 0.02 USD an hour.
    private const double StorageCost = 0.9;

    private static FleetSettings Bidding(double? bid = null, int number = 1) => Settings(number) with { Query = Query with { Bidding = new Bidding(bid) } };

    private static Offer BidOffer(long id, double leastBid = 0.2) => Offer(id, price: leastBid + 0.02) with { MinBid = leastBid, IsBid = true, StorageCost = StorageCost };

    private static ListedInstance BidRow(long instance, long offer, string? status = "running", double price = 0.22, bool? isBid = true) =>
        Row(instance, offer, status) is var row ? row with { Hardware = row.Hardware with { DphTotal = price, IsBid = isBid } } : null!;

    private static Scenario Running(int number = 1, double? credit = null)
    {
        var fleet = new Scenario(Bidding(number: number)) { CreditAtOnce = credit }.StartWith([], [.. Enumerable.Range(1, number).Select(id => BidOffer(id))]);
        for (var id = 1; id <= number; id++) fleet.Rented(id, id * 10).Verify(id);
        return fleet.Listing(30, Rows(number));
    }

    private static ListedInstance[] Rows(int number, string status = "running") => [.. Enumerable.Range(1, number).Select(id => BidRow(id * 10, id, status))];

    [Theory]
    [InlineData(null, 0.2, 0.22)]
    [InlineData(0.3, 0.3, 0.32)]
    public void Rent_BidsWhatIsSetOrTheLeast_AndAgreesToThatWithTheStorage(double? set, double bid, double agreed)
    {
        var one = new Scenario(Bidding(set)).StartWith([], BidOffer(1));

        Assert.Equal(bid, Assert.Single(one.Open.OfType<EngineCall.Rent>()).Order.Bid);
        var intended = Assert.Single(one.Journal.OfType<RentIntended>());
        Assert.Equal(bid, intended.Bid);
        Assert.Equal(agreed, intended.CostCap!.Value, 9);
        Assert.Equal(agreed, one.Fleet.Rents[1].Offer.DphTotal!.Value, 9);
    }

    [Fact]
    public void Rent_OnDemand_BidsNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1) with { MinBid = 0.1, IsBid = false });

        Assert.Null(Assert.Single(one.Open.OfType<EngineCall.Rent>()).Order.Bid);
        Assert.Equal(Offer(1), one.Fleet.Rents[1].Offer);
    }

    [Fact]
    public void Contract_OnDemand_IsDestroyedAndItsMachineRests()
    {
        var one = new Scenario(Bidding()).StartWith([], BidOffer(1)).Rented(1, 10).Listing(30, BidRow(10, 1, "loading", price: 0.22, isBid: false));

        Assert.Equal([10], one.Destroying);
        var destroy = one.Journal.OfType<DestroyIntended>().Single();
        Assert.Equal((DestroyCause.WrongContract, "its contract is on demand, for 0.22 USD an hour, and 0.2 was bid for an interruptible one"), (destroy.Cause, destroy.Reason));
        Assert.Equal(1, one.Fleet.Machines[1001].Strikes);
    }

    [Fact]
    public void Contract_OnDemand_OfOneThatWorksAlready_IsKept_AndToldOnce()
    {
        var one = new Scenario(Bidding()).StartWith([], BidOffer(1)).Rented(1, 10).Verify(1).Listing(30, BidRow(10, 1, isBid: false)).Listing(60, BidRow(10, 1, isBid: false));

        Assert.Empty(one.Destroying);
        Assert.Equal([new Notice.NotInterruptible(10, 0.22, 0.2)], one.Notices.OfType<Notice.NotInterruptible>());
    }

    [Theory]
    [InlineData(0.2244, true, false)]
    [InlineData(0.2245, true, true)]
    [InlineData(0.22, null, false)]
    public void Contract_DearerThanTheBid_IsDestroyed_AndWhatIsNotToldIsNoMismatch(double price, bool? isBid, bool goes) => Assert.Equal(
        goes ? [10] : [], new Scenario(Bidding()).StartWith([], BidOffer(1)).Rented(1, 10).Listing(30, BidRow(10, 1, "loading", price, isBid)).Destroying);

    [Fact]
    public void Outbid_WhileTheAccountHasCredit_IsDestroyedAndReplacedAtOnce()
    {
        var two = Running(number: 2, credit: 100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2));

        Assert.Equal([10], two.Destroying);
        Assert.Equal(DestroyCause.Outbid, two.Journal.OfType<DestroyIntended>().Single().Cause);
        Assert.Equal([3], two.Destroyed(10).Offered(BidOffer(1), BidOffer(3)).Renting);
    }

    [Fact]
    public void Outbid_RestsItsMachine_AndIsNoFailureOfIt()
    {
        var two = Running(number: 2, credit: 100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2)).Destroyed(10);

        Assert.Equal(0, two.Fleet.Machines[1001].Strikes);
        Assert.Equal(0, two.Fleet.MachineBook.Of(1001, CostTime.DayOf(two.Now)).Lost);
        Assert.Equal(0, two.Fleet.FailedMachinesOf(2001, two.Now));
        Assert.Empty(two.Fleet.FailedRents.Row);
        Assert.Empty(two.Offered(BidOffer(1)).Renting);
        Assert.Equal([1], two.At(660).Offered(BidOffer(1)).Renting);
    }

    [Fact]
    public void Outbid_IsAnOutcomeOfItsOwn_AndBidsAreCountedApart()
    {
        var two = Running(number: 2, credit: 100).Listing(600, BidRow(10, 1, "stopped"), BidRow(20, 2)).Destroyed(10);
        var rows = two.Fleet.CostsAt(two.Now).Rows.Values;

        Assert.Equal(["alive", "outbid"], CostGrouping.Group(rows, "outcome").Select(group => group.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["interruptible"], CostGrouping.Group(rows, "rent_type").Select(group => group.Key));
    }

    [Fact]
    public void Stop_ForWantOfCredit_IsNotTakenForOutbid_NorOnceThereIsCreditAgain()
    {
        var two = Running(number: 2).Credit(3).Listing(60, Rows(2, "stopped")).Credit(0);
        Assert.Empty(two.Destroying);
        Assert.All(two.Fleet.Leases.Values, lease => Assert.False(lease.IsOutbid));

        two.At(90).Credit(50);
        Assert.Empty(two.Destroying);
        Assert.Equal([10, 20], two.Listing(120, Rows(2)).Alive);
    }

    [Fact]
    public void Stop_ThatTheAccountWasAskedBefore_IsNotSettledByItsAnswer()
    {
        var two = Running(number: 2);
        Assert.True(two.IsAskingForTheAccount);
        two.Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2)).Credit(100);

        Assert.Empty(two.Destroying);
        Assert.True(two.IsAskingForTheAccount);
        Assert.Equal([10], two.Credit(100).Destroying);
    }

    [Fact]
    public void Stop_OfWhichTheAccountSaysNothing_IsBorneForTheGrace()
    {
        var two = Running(number: 2).Credit(100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2)).AccountEnds(new Outcome<AccountStanding>.Unknown("HTTP 500"));
        Assert.Empty(two.At(60 + 119).Destroying);

        Assert.Equal([10], two.At(60 + 120).Destroying);
        Assert.Equal(DestroyCause.Unhealthy, two.Journal.OfType<DestroyIntended>().Single().Cause);
    }

    [Fact]
    public void Outbid_ThatRunsAgainBeforeTheAccountTells_IsKept()
    {
        var two = Running(number: 2).Credit(100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2)).ListedAsOf(60, Rows(2)).Credit(100);

        Assert.Empty(two.Destroying);
        Assert.Null(two.Fleet.Leases[10].IsOutbid);
    }

    [Fact]
    public void Outbid_MostOfTheFleet_IsNoMassFailure()
    {
        var four = Running(number: 4, credit: 100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2, "stopped"), BidRow(30, 3, "stopped"), BidRow(40, 4));

        Assert.Equal([10, 20, 30], four.Destroying);
        Assert.Empty(four.Engine.View.Holds);
    }

    [Fact]
    public void Outbid_SurvivesARestart_AndOnesTakenOverAreToldApart()
    {
        var two = Running(number: 2, credit: 100).Listing(60, BidRow(10, 1, "stopped"), BidRow(20, 2)).Kill();
        Assert.Equal(DestroyCause.Outbid, two.Fleet.Leases[10].Destruction!.Cause);

        var anew = new Scenario(Bidding(number: 2)) { CreditAtOnce = 100 }.StartWith([BidRow(10, 1, "stopped") with { StartDate = At(-1000) }, BidRow(20, 2) with { StartDate = At(-1000) }]);
        Assert.Equal([10], anew.Destroying);
        Assert.Equal(DestroyCause.Outbid, anew.Journal.OfType<DestroyIntended>().Single().Cause);
    }

    [Fact]
    public void OnDemand_Stopped_IsNeverOutbid()
    {
        var two = Running(number: 2, credit: 100).Listing(60, BidRow(10, 1, "running", isBid: false), BidRow(20, 2)).Listing(90, BidRow(10, 1, "stopped", isBid: false), BidRow(20, 2));

        Assert.Empty(two.Destroying);
        Assert.Empty(two.Fleet.Index.Interrupted);
    }

    [Fact]
    public void Reload_ToOnDemand_RentsNothingThatAnEarlierSearchPricedAsABid()
    {
        var one = new Scenario(Bidding()).Start().Listed();
        one.Tell(new EngineInput.ReloadReceived(Settings(1), "rent_type", IsConfirmed: true)).Offered(BidOffer(1));

        Assert.Empty(one.Renting);
    }
}
