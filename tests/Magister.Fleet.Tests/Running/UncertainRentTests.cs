using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>A rent without an answer is settled by asking Vast, never by guessing.</summary>
public sealed class UncertainRentTests
{
    private static Scenario Uncertain(double at = 10) =>
        new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).At(at).RentUnknown(7);

    [Fact]
    public void Uncertain_CountsAsAlive_AndIsLookedForAtOnce()
    {
        var one = Uncertain();

        Assert.Equal(1, one.Fleet.Occupied);
        Assert.Empty(one.Renting);
        Assert.True(one.IsListing);
    }

    [Fact]
    public void Uncertain_FoundInTheList_IsALeaseWithTheDeadlineOfItsRent()
    {
        var one = Uncertain().At(14).Listed(Row(70, 7, "loading"));

        Assert.Equal(new RentAccepted(7, 70, true), one.Journal.OfType<RentAccepted>().Single());
        Assert.Equal(At(190), one.Fleet.Leases[70].VerifyBy(one.Settings));
        Assert.Equal("loading", one.Fleet.Leases[70].Status);
        Assert.Equal(1, one.Fleet.Occupied);
        Assert.Empty(one.Renting);
    }

    [Theory]
    [InlineData(39.999, false)]
    [InlineData(40, true)]
    public void Uncertain_NotInAList_IsGivenUpOnlyByThoseThatBeganAfterTheWindow(double begun, bool givenUp)
    {
        var one = Uncertain().Listed().At(begun);
        if (one.IsListing) one.Listed();
        else one.ListedAsOf(begun);
        one.At(45).Listed().At(50).Listed();

        Assert.Equal(givenUp, one.Journal.OfType<RentNeverHappened>().Any());
        Assert.Equal(givenUp ? [8] : [], one.Renting);
    }

    [Fact]
    public void Uncertain_NotInTheFirstList_IsLookedForAgainRightWhenTheWindowEnds()
    {
        var one = Uncertain().Listed();
        Assert.False(one.IsListing);
        Assert.Equal(At(40), one.WakeAt);

        Assert.True(one.At(40).IsListing);
    }

    [Fact]
    public void Uncertain_AListThatBeganBeforeAndEndsAfterTheWindow_SaysNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).At(30);
        Assert.True(one.IsListing);

        one.At(35).RentUnknown(7).At(100).Listed();
        Assert.Equal(1, one.Fleet.Occupied);
        Assert.True(one.IsListing);

        one.ListedEmpty();
        Assert.Equal(0, one.Fleet.Occupied);
    }

    [Fact]
    public void Uncertain_AListThatBeganBeforeButHasIt_SettlesIt()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).At(30).RentUnknown(7).Listed(Row(70, 7));

        Assert.Equal([70], one.Alive);
    }

    [Fact]
    public void Uncertain_WhileListsFail_StaysUncertain()
    {
        var one = Uncertain().ListEnds(new Outcome<InstanceListing>.Unknown("a page is missing"));
        for (var at = 40; at < 1000; at += 40) one.At(at).ListEnds(new Outcome<InstanceListing>.Limited("threshold=1"));

        Assert.Equal(1, one.Fleet.Occupied);
        Assert.Empty(one.Renting);
    }

    [Fact]
    public void Uncertain_GivenUp_ThenTurningUpAfterAll_IsTakenOverAndOneGoes()
    {
        var one = Uncertain().Listed().At(40).ListedEmpty().Rented(8, 80).Verify(8).At(80).Listed(Row(70, 7, start: At(9)), Row(80, 8));

        Assert.Equal([70, 80], one.Alive);
        Assert.Equal([70], one.Destroying);
        Assert.Equal(DestroyCause.Surplus, one.Fleet.Leases[70].Destruction!.Cause);
    }

    [Fact]
    public void Uncertain_GivenUp_ItsVerifyCountsWhenItTurnsUpAfterAll()
    {
        var one = Uncertain().Verify(7).Listed().At(40).ListedEmpty().At(51).RentUnknown(8).Listed(Row(70, 7, start: At(9)));

        Assert.Equal(At(10), one.Fleet.Leases[70].VerifiedAt);
    }

    [Fact]
    public void Uncertain_TwoInstancesOfItsOffer_AreBothKnownAfterwards()
    {
        var one = Uncertain().Listed(Row(70, 7), Row(71, 7));

        Assert.Equal([70, 71], one.Alive);
        Assert.Single(one.Destroying);
    }

    [Fact]
    public void Uncertain_TheSameInstanceTwiceInOneList_IsOneInstance()
    {
        var one = Uncertain().Listed(Row(70, 7), Row(70, 7));

        Assert.Equal([70], one.Alive);
        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void Uncertain_ForeignRowsWithItsOfferId_DoNotSettleIt()
    {
        var strangers = new[]
        {
            Row(71, 7) with { Label = "magister2" },
            Row(72, 7) with { Onstart = Script(7, "http://other:8555") },
            Row(73, 7) with { Onstart = null },
        };

        var one = Uncertain().Listed(strangers);

        Assert.Empty(one.Alive);
        Assert.True(one.Fleet.Rents[7].IsUncertain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Uncertain_WhoseInstanceHasNoLabel_IsFoundByItsDropEndpoint(string? label)
    {
        var one = Uncertain().ListedAsOf(60, Row(70, 7) with { Label = label });

        Assert.Equal([70], one.Alive);
        Assert.Equal([70], one.Labelling);
    }

    [Fact]
    public void Uncertain_IsGivenUpByListsOfAllLabelsAlone()
    {
        var one = Uncertain();
        var lists = new List<bool>();
        while (!one.Journal.OfType<RentNeverHappened>().Any() && lists.Count < 20)
        {
            one.At((one.Now - Epoch).TotalSeconds + 5);
            if (!one.IsListing) continue;
            lists.Add(one.Open.OfType<EngineCall.List>().Single().IsOfAllLabels);
            one.Listed();
        }

        Assert.Equal([true, true, true], lists.TakeLast(3));
        Assert.True(lists.Count < 20);
    }

    [Fact]
    public void UnderWay_ARowOfItsInstance_WaitsForTheAnswer()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).At(30).Listed(Row(70, 7));
        Assert.Empty(one.Alive);
        Assert.Equal(1, one.Fleet.Occupied);

        Assert.Equal([70], one.Rented(7, 70).Alive);
        Assert.Equal(1, one.Fleet.Occupied);
    }

    [Fact]
    public void UnderWay_AListBegunBeforeTheAnswerWithoutTheInstance_SaysNothingOfIt()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).At(30);
        one.Rented(7, 70).At(65).Listed();

        Assert.Empty(one.Asking);
        Assert.Null(one.Fleet.Leases[70].MissingSince);
    }

    [Fact]
    public void Uncertain_InAnEmptyList_IsGivenUpOnlyByThreeInARow()
    {
        var one = Uncertain().Listed().At(40).Listed();
        Assert.Equal((1, At(45)), (one.Fleet.Occupied, one.WakeAt));

        one.At(45).Listed();
        Assert.Equal(1, one.Fleet.Occupied);

        Assert.Equal([8], one.At(50).Listed().Renting);
    }

    [Fact]
    public void Uncertain_AfterARestart_IsGivenUpOnlyAWindowLater_SinceTheClockMayHaveJumpedMeanwhile()
    {
        var two = new Scenario(Settings(2), new History().Verified(1)).StartWith([Row(1, 100)], Offer(7), Offer(8)).At(10).RentUnknown(7);

        two.Asleep(60).Kill().Listed(Row(1, 100));
        Assert.True(two.Fleet.Rents[7].IsUncertain);
        Assert.Equal(At(90), two.WakeAt);

        two.At(90).Listed(Row(1, 100));
        Assert.Empty(two.Fleet.Rents);
    }

    [Fact]
    public void Uncertain_OfAnOfferThatWasGivenUpOnceBefore_IsNotGivenUpByWhatListsLackedThen()
    {
        var settings = Settings(1) with { PollingInterval = TimeSpan.FromHours(1) };
        var one = new Scenario(settings).StartWith([], Offer(7)).At(10).RentUnknown(7).Listed().At(40).ListedEmpty();
        Assert.Empty(one.Fleet.Rents);

        one.Offered(Offer(7)).At(3700).Offered(Offer(7)).RentUnknown(7).Listed();

        Assert.True(one.Fleet.Rents[7].IsUncertain);
    }

    [Fact]
    public void Uncertain_InAListThatShowsOthersOfOurs_IsGivenUpByOne()
    {
        var two = new Scenario(Settings(2), new History().Verified(1)).StartWith([Row(1, 100)], Offer(7), Offer(8)).At(10).RentUnknown(7);
        two.Listed(Row(1, 100)).At(40).Listed(Row(1, 100));

        Assert.Equal([8], two.Renting);
    }

    [Fact]
    public void Uncertain_InAListThatLacksMostOfTheFleet_IsNotGivenUp()
    {
        var three = new Scenario(Settings(3), new History().Verified(1, 2)).StartWith([Row(1, 100), Row(2, 200)], Offer(7), Offer(8))
            .At(10).RentUnknown(7).Listed(Row(1, 100), Row(2, 200)).At(40).Listed().At(70).Listed();
        Assert.True(three.Fleet.Rents[7].IsUncertain);

        three.Shown(1, Row(1, 100)).Shown(2, Row(2, 200)).At(100).Listed(Row(1, 100), Row(2, 200));
        Assert.Empty(three.Fleet.Rents);
    }

    [Fact]
    public void Dropped_AndGivenUp_IsDestroyedWhenItTurnsUpAfterAll()
    {
        var one = Uncertain().Drop(7, "too slow").Listed().At(40).ListedEmpty().Kill();
        Assert.Equal(new CallerReply.DropAccepted(7, null), one.Drop(7).Reply);

        one.Listed(Row(70, 7, start: At(9)));
        Assert.Equal([70], one.Destroying);
        Assert.Equal("dropped: too slow", one.Fleet.Leases[70].Destruction!.Reason);
    }

    [Fact]
    public void Dropped_AndGivenUp_SaysNothingOfALaterRentOfTheSameOffer()
    {
        var one = Uncertain().Drop(7).Listed().At(40).ListedEmpty().RentRefused(8, RefusalKind.OfferGone).At(1000);
        if (one.IsListing) one.Listed();
        one.Offered(Offer(7)).Rented(7, 71);

        Assert.Null(one.Fleet.Leases[71].Drop);
    }
}
