using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Absence is proved before anything is given up or rented.</summary>
public sealed class AbsenceTests
{
    private static Scenario Two() => new Scenario(Settings(2), new History().Verified(1, 2)).StartWith([Row(1, 100), Row(2, 200)]);

    [Fact]
    public void Missing_FromACompleteList_IsAskedForAndStillCounts()
    {
        var two = Two().Listing(30, Row(2, 200));

        Assert.Equal([1], two.Asking);
        Assert.Equal(2, two.Fleet.Occupied);
        Assert.Null(two.Searching);
    }

    [Fact]
    public void Missing_AndGoneWhenAskedFor_IsReplaced()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, null);

        Assert.Equal([2], two.Alive);
        Assert.Contains(new ConfirmedGone(1), two.Journal);
        Assert.Equal([9], two.Offered(Offer(9)).Renting);
    }

    [Fact]
    public void Missing_OnlyHintedAt_IsGivenUpAfterSeveralListsAndHints()
    {
        var two = Two().Listing(30, Row(2, 200));
        for (var seconds = 60; seconds <= 120; seconds += 30)
        {
            two.ShowEnds(1, Done(new ShownInstance(null, IsHint: true)));
            Assert.Equal([1, 2], two.Alive);
            two.Listing(seconds, Row(2, 200));
        }

        Assert.Equal([2], two.Alive);
    }

    [Fact]
    public void Missing_HintedAtButListedAgain_BeginsAnew()
    {
        var two = Two().Listing(30, Row(2, 200)).ShowEnds(1, Done(new ShownInstance(null, IsHint: true))).Listing(60, Row(1, 100), Row(2, 200));
        two.Listing(90, Row(2, 200)).ShowEnds(1, Done(new ShownInstance(null, IsHint: true))).Listing(120, Row(2, 200));

        Assert.Equal([1, 2], two.Alive);
    }

    [Fact]
    public void Missing_ShowNeverSays_IsNeverGivenUpByListsAlone()
    {
        var two = Two();
        for (var seconds = 30; seconds < 1000; seconds += 30) two.Listing(seconds, Row(2, 200)).ShowFails(1);

        Assert.Equal([1, 2], two.Alive);
    }

    [Fact]
    public void Missing_ButThereWhenAskedFor_Stays()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, Row(1, 100, "offline"));

        Assert.Null(two.Fleet.Leases[1].MissingSince);
        Assert.Equal("offline", two.Fleet.Leases[1].Status);
        Assert.Null(two.Searching);
    }

    [Fact]
    public void Missing_AskingFails_IsAskedAgainFiveSecondsLater()
    {
        var two = Two().Listing(30, Row(2, 200)).ShowFails(1);
        Assert.Empty(two.Asking);
        Assert.Equal(At(35), two.WakeAt);
        Assert.Contains(new Notice.CallFailed("show", "HTTP 500"), two.Notices);

        Assert.Equal([1], two.At(35).Asking);
        Assert.Equal(2, two.Fleet.Occupied);
    }

    [Fact]
    public void Missing_KilledWhileAsking_IsAskedForAgain()
    {
        var two = Two().Listing(30, Row(2, 200)).Kill();

        Assert.Equal([1], two.Asking);
    }

    [Fact]
    public void EmptyList_LosesNothing_AndAsksForFourAtOnce()
    {
        var six = new Scenario(Settings(6), new History().Verified(1, 2, 3, 4, 5, 6)).Start().Listed();
        Assert.Empty(six.Asking);

        six.At(30).Listed();
        Assert.Equal([1, 2, 3, 4], six.Asking);
        Assert.Equal(6, six.Fleet.Occupied);
        Assert.Equal([2, 3, 4, 5], six.Shown(1, Row(1, 100)).Asking);
        Assert.Equal(6, six.Fleet.Occupied);
        Assert.Null(six.Searching);
    }

    [Theory]
    [InlineData(29.9, false)]
    [InlineData(30, true)]
    public void NewInstance_MissingWithinTheConsistencyWindow_IsNotMissing(double begun, bool missing)
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70);
        one.ListedAsOf(begun);

        Assert.Equal(missing, one.Fleet.Leases[70].MissingSince is not null);
    }

    [Fact]
    public void ListBegunBeforeTheWindowEnds_ArrivingLongAfter_SaysNothing()
    {
        var two = new Scenario(Settings(2)).StartWith([], Offer(7), Offer(8)).At(30).Rented(7, 70).At(500).Listed();

        Assert.Null(two.Fleet.Leases[70].MissingSince);
    }

    [Fact]
    public void Missing_WhileItsDestroyIsUnderWay_WaitsForThatAnswer()
    {
        var two = Two().At(29).Drop(100).Listing(30, Row(2, 200));
        Assert.Empty(two.Asking);

        two.DestroyFails(1).At(31).ListedAsOf(31, Row(2, 200));
        Assert.Equal([1], two.Asking);
        Assert.Equal([2], two.Shown(1, null).Alive);
    }

    [Fact]
    public void Relabelled_IsReleasedAndNeverDestroyed()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, Row(1, 100) with { Label = "keep" });

        Assert.Equal([2], two.Alive);
        Assert.Contains(new Released(1, "its label is keep now"), two.Journal);
        Assert.Equal(new CallerReply.DropOfUnknown(100), two.Drop(100).Reply);
        Assert.Empty(two.Destroying);
        Assert.Equal([9], two.Offered(Offer(9)).Renting);
    }

    [Fact]
    public void LabelTakenAway_IsReleased()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, Row(1, 100) with { Label = null });

        Assert.Contains(new Released(1, "its label was removed"), two.Journal);
    }

    [Fact]
    public void Released_LabelledOursAgain_IsTakenOverOnceTheListIsLaterThanTheWindow()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, Row(1, 100) with { Label = "keep" });
        Look(two, 59.9);
        Assert.Equal([2], two.Alive);

        Look(two, 60);
        Assert.Equal([1, 2], two.Alive);

        static void Look(Scenario two, double begun) => two.ListedAsOf(begun, Row(1, 100, start: At(-500)), Row(2, 200));
    }

    [Fact]
    public void ShowAnswerOfAnEndedInstance_ChangesNothing()
    {
        var two = Two().Listing(30, Row(2, 200));
        var show = new EngineCall.Show(1).Ended(Done(new ShownInstance(null)));
        two.Tell(show);
        var facts = two.Journal.Count();

        Assert.Equal(facts, two.Tell(show).Journal.Count());
    }

    [Fact]
    public void DestroyedInstance_StillInAListThatWasUnderWay_IsIgnored()
    {
        var two = Two().At(30).Drop(100).At(31).Destroyed(1).Listed(Row(1, 100), Row(2, 200));

        Assert.Equal([2], two.Alive);
    }

    [Theory]
    [InlineData(60.9, false)]
    [InlineData(61, true)]
    public void DestroyedInstance_ListedAfterTheWindow_IsDestroyedAgain(double begun, bool again)
    {
        var two = Two().At(31).Listed(Row(1, 100), Row(2, 200)).Drop(100).Destroyed(1);
        two.At(61).ListedAsOf(begun, Row(1, 100), Row(2, 200));

        Assert.Equal(again ? [1, 2] : [2], two.Alive);
        Assert.Equal(again ? [1] : [], two.Destroying);
    }

    [Fact]
    public void GoneInstance_ListedAgainLater_IsTakenOver()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, null).Offered().Listing(60, Row(1, 100, start: At(-500)), Row(2, 200));

        Assert.Equal([1, 2], two.Alive);
        Assert.NotNull(two.Fleet.Leases[1].VerifiedAt);
        Assert.Empty(two.Destroying);
    }

    [Fact]
    public void AllStopped_NothingIsRentedOrDestroyed()
    {
        var three = new Scenario(Settings(3), new History().Verified(1, 2)).StartWith([Row(1, 100, "stopped"), Row(2, 200, "stopped")]);
        Assert.Null(three.Searching);
        Assert.Contains("credit", three.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);

        three.Listing(1000, Row(1, 100, "stopped"), Row(2, 200, "stopped"));
        Assert.Empty(three.Destroying);

        three.Listing(1030, Row(1, 100), Row(2, 200));
        Assert.Null(three.Engine.View.RentsHeldBackReason);
        Assert.NotNull(three.Searching);
    }

    [Fact]
    public void StoppedByVast_IsSeenBeforeItsActualStatusSays()
    {
        var stopping = Row(1, 100) with { CurState = "stopped", IntendedStatus = "stopped", NextState = "stopped" };
        var two = new Scenario(Settings(2), new History().Verified(1, 2)).StartWith([stopping, Row(2, 200)]);
        Assert.Equal("stopped", two.Fleet.Leases[1].Status);

        two.Listing(119, stopping, Row(2, 200)).At(119.9);
        Assert.Empty(two.Destroying);
        Assert.Equal([1], two.At(120).Destroying);
    }

    [Fact]
    public void Status_ThatStaysTheSame_IsRecordedOnce()
    {
        var two = Two().Listing(30, Row(1, 100), Row(2, 200)).Listing(60, Row(1, 100), Row(2, 200));

        Assert.Equal(2, two.Journal.OfType<StatusChanged>().Count());
    }

    [Fact]
    public void FinalMessage_ComingWithTheSameStatus_IsSeen()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).Listing(30, Row(70, 7, "loading"))
            .Listing(60, Row(70, 7, "loading") with { StatusMessage = "manifest unknown" });

        Assert.Equal([70], one.Destroying);
    }

    [Fact]
    public void AllStopped_OfAFullFleet_IsSaidToo()
    {
        var two = Two().Listing(30, Row(1, 100, "stopped"), Row(2, 200, "stopped"));

        Assert.Contains("credit", two.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
        Assert.Single(two.Notices.OfType<Notice.RentsHeldBack>());
        Assert.Null(two.Listing(60, Row(1, 100), Row(2, 200, "stopped")).Engine.View.RentsHeldBackReason);
    }

    [Fact]
    public void AllStopped_TheAccountIsAskedUntilItCanPay_AndTheyGoAfterTheGrace()
    {
        var two = Two().Listing(30, Row(1, 100, "stopped"), Row(2, 200, "stopped"));
        Assert.True(two.IsAskingForTheAccount);

        two.Credit(-1.5);
        Assert.Equal(
            "the account's credit is used up (-1.50 USD left), and Vast has stopped every instance", two.Engine.View.RentsHeldBackReason);
        Assert.Equal(two.Engine.View.RentsHeldBackReason, two.Engine.View.NotReadyReason);
        Assert.False(two.At(59).IsAskingForTheAccount);

        two.Listing(1000, Row(1, 100, "stopped"), Row(2, 200, "stopped")).Credit(20);
        Assert.Null(two.Engine.View.RentsHeldBackReason);
        Assert.Empty(two.At(1119).Destroying);
        Assert.NotEmpty(two.At(1120).Destroying);
        Assert.False(two.At(2000).IsAskingForTheAccount);
        Assert.Equal([-1.5, 20], two.Journal.OfType<AccountChecked>().Select(account => account.Credit));
    }

    [Fact]
    public void AllStopped_TheAccountCannotBeAsked_IsHeldAndAskedAgain()
    {
        var two = Two().Listing(30, Row(1, 100, "stopped"), Row(2, 200, "stopped")).AccountEnds(new Outcome<AccountStanding>.Unknown("HTTP 500"));

        Assert.NotNull(two.Engine.View.RentsHeldBackReason);
        Assert.True(two.At(60).IsAskingForTheAccount);
        Assert.Empty(two.At(1000).Destroying);
    }

    [Fact]
    public void OneOfOneStopped_WithoutCredit_IsKept()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100, "stopped")]).Credit(0);

        Assert.Empty(one.Listing(1000, Row(1, 100, "stopped")).Destroying);
        Assert.Contains("credit", one.Engine.View.NotReadyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void MostAreMissing_NothingIsRentedAndItIsSaid()
    {
        var four = new Scenario(Settings(5), new History().Verified(1, 2, 3)).StartWith([Row(1, 100), Row(2, 200), Row(3, 300)]);
        four.Listing(30, Row(3, 300)).Offered(Offers(7, 8, 9).ToArray());

        Assert.Empty(four.Renting);
        Assert.Equal(
            "Vast's list lacks 2 of 3 instances at once; each is requested singly, and nothing is rented until the answers agree",
            four.Engine.View.NotReadyReason);
        Assert.Contains(new Notice.RentsHeldBack(four.Engine.View.NotReadyReason!, four.Engine.View.Holds[0].LiftedBy), four.Notices);
    }

    [Fact]
    public void MostAreMissing_AndSaidToBeGone_CountUntilASecondListAgrees()
    {
        var three = new Scenario(Settings(3), new History().Verified(1, 2, 3)).StartWith([Row(1, 100), Row(2, 200), Row(3, 300)]);
        three.Listing(40).Shown(1, null).Shown(2, null).Shown(3, null);
        Assert.Equal([1, 2, 3], three.Alive);
        Assert.Empty(three.Asking);
        Assert.Equal(At(70), three.WakeAt);

        three.At(70).Listed();
        Assert.Empty(three.Alive);
        Assert.Null(three.Engine.View.NotReadyReason);
        Assert.NotEmpty(three.Offered([.. Offers(7, 8, 9)]).Renting);
    }

    [Fact]
    public void MostAreMissing_ButThereWhenAskedFor_GoesOnByItself()
    {
        var two = Two().Listing(30).Shown(1, null).Shown(2, Row(2, 200));
        Assert.Equal([2], two.Alive);

        Assert.Null(two.Engine.View.NotReadyReason);
        Assert.Equal([9], two.Offered(Offer(9)).Renting);
    }

    [Fact]
    public void MostAreMissing_AndListedAgain_AreNotAskedForAnyMore()
    {
        var two = Two().Listing(30).Shown(1, null).At(60).Listed(Row(1, 100), Row(2, 200));

        Assert.Equal([1, 2], two.Alive);
        Assert.Null(two.Engine.View.NotReadyReason);
        Assert.Equal([1], two.At(90).Listed(Row(2, 200)).Asking.Except([2]));
    }

    [Fact]
    public void OnlyOneOfOne_Missing_IsGivenUpBySecondList()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]).Listing(30).Shown(1, null);
        Assert.Equal([1], one.Alive);

        Assert.Equal([9], one.At(60).Listed().Offered(Offer(9)).Renting);
    }

    [Fact]
    public void Dropped_AndMissing_IsGoneAtOnce()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]).At(29).Drop(100).DestroyFails(1)
            .Listing(30.5).Shown(1, null);

        Assert.Empty(one.Alive);
    }
}
