using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Which offers are rented, when, and what a refusal leads to.</summary>
public sealed class RentingTests
{
    private static Offer[] Many(int count) => [.. Enumerable.Range(1, count).Select(id => Offer(id))];

    [Fact]
    public void Rents_AreFourAtOnceAtMost_AndNeverMoreThanTheNumber()
    {
        var many = new Scenario(Settings(10)).StartWith([], Many(20));
        Assert.Equal([1, 2, 3, 4], many.Renting);

        many.At(4).Rented(2, 20);
        Assert.Equal([1, 3, 4, 5], many.Renting);

        Assert.Equal([1, 2, 3], new Scenario(Settings(3)).StartWith([], Many(20)).Renting);
    }

    [Fact]
    public void Rents_OneWaitsForItsTurnAtMost()
    {
        var many = new Scenario(Settings(10)) { SendsAtOnce = false }.StartWith([], Many(20));
        Assert.Equal([1], many.Renting);
        Assert.Equal([1], many.At(3).Renting);

        Assert.Equal([1, 2], many.Sent(many.Open.OfType<EngineCall.Rent>().Single()).Renting);
        Assert.Equal([1, 3], many.RentRefused(2, RefusalKind.OfferGone).Renting);
    }

    [Fact]
    public void Destroys_AreFourAtOnceAtMost()
    {
        var many = new Scenario(Settings(6), new History().Verified(1, 2, 3, 4, 5, 6))
            .StartWith([.. Enumerable.Range(1, 6).Select(id => Row(id, id * 100))]);
        for (var id = 1; id <= 6; id++) many.Drop(id * 100);
        Assert.Equal([1, 2, 3, 4], many.Destroying);

        Assert.Equal([1, 2, 3, 5], many.DestroyFails(4).Destroying);
        Assert.Equal([1, 2, 5, 6], many.Destroyed(3).Destroying);
    }

    [Fact]
    public void Destroys_OneWaitsForItsTurnAtMost()
    {
        var two = new Scenario(Settings(2), new History().Verified(1, 2)) { SendsAtOnce = false }
            .StartWith([Row(1, 100), Row(2, 200)]).Drop(100).Drop(200);
        Assert.Equal([1], two.Destroying);

        Assert.Equal([1, 2], two.Sent(two.Open.OfType<EngineCall.Destroy>().Single()).Destroying);
    }

    [Fact]
    public void Machine_WithARentUnderWay_IsLeftForLater()
    {
        var two = new Scenario(Settings(2)).StartWith([], Offer(1, machine: 55), Offer(2, machine: 55), Offer(3));
        Assert.Equal([1, 3], two.Renting);

        Assert.Equal([2], two.RentRefused(3, RefusalKind.OfferGone).Rented(1, 10).Renting);
    }

    [Fact]
    public void OfferGone_TriesTheNext_AndNotTheSameForAQuarterOfAnHour()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(2)).RentRefused(1, RefusalKind.OfferGone);
        Assert.Equal([2], one.Renting);

        one.RentRefused(2, RefusalKind.OfferGone).Offered(Many(2));
        Assert.Empty(one.Renting);
        Assert.Equal(At(30), one.WakeAt);

        one.Listing(30).Offered(Many(2));
        Assert.Empty(one.Renting);
        Assert.Empty(one.Listing(899).Offered(Many(2)).Renting);
        Assert.Equal([1], one.Listing(930).Renting);
    }

    [Fact]
    public void OfferGone_OnceRested_GoesAfterThoseThatWereNotTried()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(2)).RentRefused(1, RefusalKind.OfferGone).RentRefused(2, RefusalKind.OfferGone).Offered(Many(2));

        Assert.Equal([3], one.Listing(930).Offered(Many(3)).Renting);
        Assert.Equal([1], one.RentRefused(3, RefusalKind.OfferGone).Renting);
    }

    [Fact]
    public void OffersGone_MoreThanEverAnswerInARow_PauseNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(20));
        for (var id = 1; id < 20; id++) one.RentRefused(id, RefusalKind.OfferGone);

        Assert.Equal([20], one.Renting);
    }

    [Fact]
    public void RefusalThatNobodyKnows_FromOneMachine_PausesNothing_AndFromThreePauses()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1, machine: 5), Offer(2, machine: 5), Offer(3, machine: 5), Offer(4), Offer(5), Offer(6));
        foreach (var id in (long[])[1, 2, 3, 4]) one.RentRefused(id, RefusalKind.InvalidRequest);
        Assert.Equal([5], one.Renting);

        one.RentRefused(5, RefusalKind.InvalidRequest);
        Assert.Empty(one.Renting);
        Assert.Equal([6], one.Listing(30).Renting);
    }

    [Theory]
    [InlineData(RefusalKind.AccountCannotPay, 0)]
    [InlineData(RefusalKind.InvalidRequest, 2)]
    public void RefusalThatMeetsEveryOffer_PausesRentsTwiceAsLongEachTime(RefusalKind kind, int before)
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(20));
        for (var id = 1; id <= before; id++) one.RentRefused(id, kind);
        var now = 0.0;
        foreach (var pause in (double[])[30, 60, 120, 240, 480, 600, 600])
        {
            one.RentRefused(Assert.Single(one.Renting), kind);
            Assert.Empty(one.Renting);
            Assert.Contains(kind.ToString(), one.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
            Quiet(one, now, now + pause - 0.5);
            Assert.Empty(one.Renting);
            Quiet(one, now + pause - 0.5, now += pause);
        }

        one.Rented(Assert.Single(one.Renting), 70);
        Assert.Null(one.Engine.View.RentsHeldBackReason);
    }

    [Fact]
    public void PausedRents_AfterOneThatWasDone_BeginWithAShortPauseAgain()
    {
        var two = new Scenario(Settings(2)).StartWith([], Many(20)).RentRefused(1, RefusalKind.AccountCannotPay).RentRefused(2, RefusalKind.AccountCannotPay);
        Quiet(two, 0, 60);
        two.Rented(two.Renting[0], 70).RentRefused(two.Renting[0], RefusalKind.AccountCannotPay);

        Quiet(two, 60, 89.5);
        Assert.Empty(two.Renting);
        Quiet(two, 89.5, 90);
        Assert.Single(two.Renting);
    }

    [Fact]
    public void PausedRents_AreToldOnce_AndWhenTheyGoOn()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(5)).RentRefused(1, RefusalKind.AccountCannotPay).At(1).At(2);
        Assert.Equal(At(30), one.WakeAt);
        Assert.Single(one.Notices.OfType<Notice.RentsHeldBack>());

        Quiet(one, 2, 30);
        Assert.Single(one.Notices.OfType<Notice.RentsResumed>());
    }

    [Fact]
    public void Hosts_AreRentedFromOneAfterAnother_AsLongAsThereAreOthers()
    {
        var three = new Scenario(Settings(3)).StartWith([], Offer(1, host: 5), Offer(2, host: 5), Offer(3, host: 6));

        Assert.Equal([1, 3, 2], three.Renting);
    }

    [Fact]
    public void Hosts_GoodOnes_GoBeforeThoseWhereNothingIsTried()
    {
        var two = new Scenario(Settings(2) with { GoodHosts = [5] }).StartWith([], Offer(3, host: 6), Offer(1, host: 5), Offer(2, host: 5));

        Assert.Equal([1, 2], two.Renting);
    }

    [Fact]
    public void Host_OfWhichTwoMachinesFailed_IsTriedWithOneAtATime_AlsoAfterCompaction()
    {
        var bad = new Scenario(Settings(2)).StartWith([], Offer(1, host: 5), Offer(2, host: 5)).Rented(1, 10).Rented(2, 20).Drop(1).Drop(2)
            .Destroyed(10).Destroyed(20).Offered(Offer(3, host: 5), Offer(4, host: 5));
        Assert.Equal([3], bad.Renting);

        Assert.Equal([], bad.Rented(3, 30).Renting);
        Assert.Equal([4], bad.Verify(3).Renting);
        Assert.Equal(2, new History().Record([.. bad.Fleet.ToFacts()]).Fleet.FailedMachinesOf(5, bad.Now));
    }

    [Fact]
    public void Cap_IsForTheDiskThatIsRented_AndSoIsTheCost()
    {
        var settings = Settings(2) with { Query = Query with { DiskSpace = 160, AllocatedStorage = 16 } };
        var two = new Scenario(settings).StartWith([], Offer(1, price: 0.49) with { StorageCost = 0.15 }, Offer(2, price: 0.4) with { StorageCost = 0.15 });

        Assert.Equal([2], two.Renting);
        Assert.Equal(0.43, two.Rented(2, 20).Fleet.CostPerHour, 9);
    }

    [Fact]
    public void NotSent_IsForgotten_AndTheSameOfferIsTriedAgain()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(2)).RentRefused(1, RefusalKind.NotSent);

        Assert.Equal([1], one.Renting);
        Assert.True(one.Journal.OfType<RentRefused>().Single().WasNotSent);
    }

    [Fact]
    public void Limited_IsTriedAgainWithTheSameOffer()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(2)).RentEnds(1, new Outcome<long>.Limited("threshold=4.5"));

        Assert.Equal([1], one.Renting);
        Assert.Equal("too many calls: threshold=4.5", one.Journal.OfType<RentRefused>().Single().Reason);
    }

    [Fact]
    public void KeyRefusedByARent_PausesAndEndsNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(2)).RentEnds(1, new Outcome<long>.Unauthorised("403"));

        Assert.Empty(one.Renting);
        Assert.Null(one.FatalReason);
        Assert.Contains("API key", one.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_Younger_ThanHalfAMinute_IsReused()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(5)).Rented(1, 10).Verify(1).At(20).Drop(1).Destroyed(10);

        Assert.Null(one.Searching);
        Assert.Equal([2], one.Renting);
    }

    [Fact]
    public void Search_OlderThanHalfAMinute_IsUsedAndRefreshedMeanwhile()
    {
        var two = new Scenario(Settings(2)).StartWith([], Many(9)).Rented(1, 10).Rented(2, 20).Verify(1).Verify(2)
            .Listing(30, Row(10, 1), Row(20, 2)).At(45).Drop(1).Drop(2).Destroyed(10);
        Assert.Equal([3], two.Renting);

        two.Destroyed(20);
        Assert.Equal([3, 4], two.Renting);
    }

    [Fact]
    public void Search_WhileMoreAreNeededThanGoOutAtOnce_IsRefreshedAfterHalfAMinute()
    {
        var many = new Scenario(Settings(10)).StartWith([], Many(20)).Listing(30);

        Assert.NotNull(many.Searching);
        Assert.Equal([1, 2, 3, 4], many.Renting);
    }

    [Fact]
    public void Search_OlderThanAMinute_IsNotRentedFrom()
    {
        var one = new Scenario(Settings(1)).StartWith([], Many(5)).Rented(1, 10).Verify(1).At(20).Drop(1).At(60).Destroyed(10);

        Assert.Empty(one.Renting);
        Assert.NotNull(one.Searching);
        Assert.Equal([7], one.Offered(Offer(7)).Renting);
    }

    [Fact]
    public void Search_Failing_IsRepeatedWithGrowingWaits()
    {
        var one = new Scenario(Settings(1) with { PollingInterval = TimeSpan.FromMinutes(10) }).Start().Listed();
        var now = 0.0;
        foreach (var wait in (double[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600])
        {
            one.SearchEnds(new Outcome<ImmutableArray<Offer>>.Unknown("HTTP 502"));
            Assert.Null(one.Searching);
            one.At(now + wait - 0.1);
            if (one.IsListing) one.Listed();
            Assert.Null(one.Searching);
            Assert.Null(one.At(now += wait).FatalReason);
            Assert.NotNull(one.Searching);
        }

        Assert.Equal([1], one.Offered(Many(1)).Renting);
        Assert.Equal(11, one.Notices.OfType<Notice.CallFailed>().Count(notice => notice is { Call: "search", Reason: "HTTP 502" }));
    }

    [Fact]
    public void Search_ThatBringsNothingLater_WaitsForThePollingIntervalAndEndsNothing()
    {
        var two = new Scenario(Settings(2)).StartWith([], Many(1)).Rented(1, 10);
        Assert.NotNull(two.Searching);

        two.Offered();
        Assert.Null(two.Searching);
        Assert.Equal(At(30), two.WakeAt);
        Assert.Null(two.FatalReason);
        Assert.NotNull(two.Listing(30, Row(10, 1)).Searching);
    }

    [Fact]
    public void FewOffers_AreToldOfOnce()
    {
        var three = new Scenario(Settings(3)).StartWith([], Offer(1, price: 0.9), Offer(2));

        Assert.Equal([new Notice.FewOffers(1, 3)], three.Notices.OfType<Notice.FewOffers>());
        Assert.Equal([2], three.Renting);
        Assert.Equal(new Notice.FewOffers(1, 3), three.Engine.View.FewOffers);

        three.Rented(2, 20).Offered();
        Assert.Equal(new Notice.FewOffers(0, 2), three.Engine.View.FewOffers);
        Assert.Equal([new Notice.FewOffers(1, 3), new Notice.FewOffers(0, 2)], three.Notices.OfType<Notice.FewOffers>());
        Assert.Equal(2, three.Listing(30, Row(20, 2)).Offered().Notices.OfType<Notice.FewOffers>().Count());
    }

    [Fact]
    public void FewOffers_AreShownUntilThereAreEnough()
    {
        var two = new Scenario(Settings(2)).StartWith([], Offer(1)).Rented(1, 10).Offered();
        Assert.Equal(new Notice.FewOffers(0, 1), two.Engine.View.FewOffers);

        two.Listing(30, Row(10, 1)).Offered(Offer(2));
        Assert.Null(two.Engine.View.FewOffers);
    }

    [Fact]
    public void CooledDownMachine_IsRentedAgainFromTheNextSearch()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Drop(1).Destroyed(10).Offered(Offer(1));
        Assert.Empty(one.Renting);

        Quiet(one, 0, 599, Offer(1));
        Assert.Empty(one.Renting);
        Quiet(one, 599, 631, Offer(1));
        Assert.Equal([1], one.Renting);
    }

    [Fact]
    public void DestroyFailing_IsTriedAgainAndNothingIsRentedMeanwhile()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]).Drop(100);
        var now = 0.0;
        foreach (var wait in (double[])[2, 4, 8, 16])
        {
            one.DestroyFails(1);
            Quiet(one, now, now + wait - 0.1, rows: Row(1, 100));
            Assert.Empty(one.Destroying);
            Quiet(one, now + wait - 0.1, now += wait, rows: Row(1, 100));
            Assert.Equal([1], one.Destroying);
            Assert.Null(one.Searching);
        }

        one.Destroyed(1, wasGone: true);
        Assert.Empty(one.Alive);
        Assert.NotNull(one.Searching);
    }

    private static void Quiet(Scenario scenario, double from, double to, Offer? offer = null, ListedInstance? rows = null)
    {
        for (var at = Math.Min(from + 1, to); ; at = Math.Min(at + 1, to))
        {
            scenario.At(at);
            if (scenario.IsListing) scenario.Listed(rows is null ? [] : [rows]);
            if (scenario.Searching is not null) scenario.Offered(offer is null ? [.. Many(20)] : [offer]);
            if (at >= to) return;
        }
    }

    [Fact]
    public void Machine_WithARentUnderWayAtTheSearch_KeepsItsPlaceForAfterwards()
    {
        var settings = Settings(3) with { GoodMachines = [55] };
        var three = new Scenario(settings).StartWith([], Offer(1, machine: 55));
        Assert.NotNull(three.Searching);

        three.Offered(Offer(2), Offer(3, machine: 55), Offer(4));
        Assert.Equal([1, 2, 4], three.Renting);

        three.Rented(1, 10).RentRefused(2, RefusalKind.OfferGone);
        Assert.Equal([4, 3], three.Renting);
    }

    [Fact]
    public void Machine_FreedBeforeTheNextRent_GoesFirstIfItIsGood()
    {
        var settings = Settings(2) with { GoodMachines = [55] };
        var two = new Scenario(settings) { SendsAtOnce = false }.StartWith([], Offer(1, machine: 55));
        two.Offered(Offer(2), Offer(3, machine: 55)).Rented(1, 10);

        Assert.Equal([3], two.Renting);
    }
}
