using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Nothing is destroyed, given up or rented on news that newer news may contradict.</summary>
public sealed class LookAgainTests
{
    private static Scenario Two(History? history = null) =>
        new Scenario(Settings(2), history ?? new History().Verified(1, 2)).StartWith([Row(1, 100), Row(2, 200)]);

    [Fact]
    public void Missing_WhenItsDeadlinePasses_IsNotDestroyedBeforeItWasAskedFor()
    {
        var two = Two(new History().Lease(1).Lease(2, verified: true)).Listing(170, Row(2, 200)).ShowFails(1).At(180).ShowFails(1).At(190);
        Assert.Empty(two.Destroying);

        two.Shown(1, Row(1, 100) with { Label = "keep" });
        Assert.Equal([2], two.Alive);
        Assert.Empty(two.Destroying);
    }

    [Fact]
    public void Missing_WhenItIsDropped_IsDestroyedOnceItWasSeenAgain()
    {
        var two = Two().Listing(30, Row(2, 200)).Drop(100);
        Assert.Equal(new CallerReply.DropAccepted(100, 1), two.Reply);
        Assert.Empty(two.Destroying);

        Assert.Equal([1], two.Shown(1, Row(1, 100)).Destroying);
    }

    [Fact]
    public void Missing_WithAFailedDestroy_IsAskedForBeforeTheNextTry()
    {
        var two = Two().At(29).Drop(100).DestroyFails(1);
        two.At(30).ListedAsOf(30, Row(2, 200)).At(40);
        Assert.Empty(two.Destroying);

        Assert.Equal([2], two.Shown(1, null).Alive);
        Assert.Equal(new CallerReply.DropAccepted(100, 1), two.Drop(100).Reply);
    }

    [Fact]
    public void Missing_IsNoSurplusAndMakesNoneOfOthers()
    {
        var history = new History().Lease(1).Lease(2, verified: true).At(40).Record(new SeenMissing(1));

        Assert.Empty(Magister.Fleet.Planning.Planner.Plan(history.Fleet, Settings(1), At(1000)).Destroys);
    }

    [Fact]
    public void Restart_AStatusFromBefore_IsLookedAtAgainFirst()
    {
        var history = new History().Verified(1).Status(1, "exited");
        var one = new Scenario(Settings(1), history).Asleep(9000).Start();
        Assert.Empty(one.Destroying);

        one.Listed(Row(1, 100, "running"));
        Assert.Empty(one.Destroying);
        Assert.Equal([1], one.Alive);
    }

    [Fact]
    public void Restart_LoweredAndOneGoneMeanwhile_DestroysNoneTooMany()
    {
        var one = new Scenario(Settings(1), new History().Verified(1, 2)).Asleep(9000).Start();
        Assert.Empty(one.Destroying);

        one.Listed(Row(1, 100)).Shown(2, null);
        Assert.Empty(one.Destroying);
        Assert.Equal([1], one.Alive);
    }

    [Fact]
    public void Restart_RelabelledMeanwhile_IsReleasedThoughItsDeadlinePassed()
    {
        var one = new Scenario(Settings(1), new History().Lease(1)).Asleep(9000).Start().Listed();
        Assert.Empty(one.Destroying);

        one.Shown(1, Row(1, 100) with { Label = "keep" });
        Assert.Empty(one.Alive);
        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void Restart_DropsAndBegunDestroys_GoAtOnceAllTheSame()
    {
        var history = new History().Verified(1, 2, 3).Dropped(1).Destroying(2, DestroyCause.Surplus);
        var three = new Scenario(Settings(3), history).Asleep(10).Start();
        Assert.Equal([1, 2], three.Destroying);

        Assert.Equal([1, 2, 3], three.Drop(300).Destroying);
    }

    [Fact]
    public void Restart_ADeadlineThatPassedMeanwhile_IsExtendedOnce()
    {
        var one = new Scenario(Settings(1), new History().Lease(1)).Asleep(9000).Start().Listed(Row(1, 100)).Listing(9179, Row(1, 100));
        Assert.Empty(one.Destroying);

        Assert.Equal([1], one.At(9180).Destroying);
        Assert.Equal("its Contemplant did not report within 180 s", one.Journal.OfType<DestroyIntended>().Single().Reason);
    }

    [Fact]
    public void Restart_ASecondTime_ExtendsNoDeadlineAgain()
    {
        var one = new Scenario(Settings(1), new History().Lease(1)).Asleep(100).Start().Listed(Row(1, 100)).At(279).Kill().Listed(Row(1, 100));
        Assert.Empty(one.Destroying);

        Assert.Equal([1], one.At(280).Destroying);
    }

    [Fact]
    public void Missing_SeenInAListBeforeTheAnswerToAsking_IsNotGivenUp()
    {
        var two = Two().Listing(30, Row(2, 200)).Listing(60, Row(1, 100), Row(2, 200)).Shown(1, null);

        Assert.Equal([1, 2], two.Alive);
        Assert.Null(two.Searching);
    }

    [Fact]
    public void Show_ThatAnswersWithAnotherInstance_SaysNothingOfEither()
    {
        var two = Two().Listing(30, Row(2, 200)).Shown(1, Row(2, 200) with { Label = "keep" });

        Assert.Equal([1, 2], two.Alive);
        Assert.Empty(two.Asking);
        Assert.Equal([1], two.At(35).Asking);
    }

    [Fact]
    public void Listed_WithAnotherLabel_IsReleased()
    {
        var two = Two().Listing(30, Row(1, 100) with { Label = "keep" }, Row(2, 200));

        Assert.Equal([2], two.Alive);
        Assert.Empty(two.Destroying);
    }

    [Fact]
    public void Listed_WithoutALabel_IsAskedForAndReleased()
    {
        var relabelled = Row(1, 100) with { Label = null };
        var two = Two().Listing(30, relabelled, Row(2, 200));
        Assert.Equal([1], two.Asking);

        Assert.Equal([2], two.Shown(1, relabelled).Alive);
        Assert.Empty(two.Destroying);
    }

    [Fact]
    public void Dropped_GivenUpWhileMissing_ThenListedAgain_IsDestroyedAfterAll()
    {
        var two = Two().Listing(30, Row(2, 200)).Drop(100).Shown(1, null).Offered().Listing(60, Row(1, 100), Row(2, 200));

        Assert.Equal([1], two.Destroying);
        Assert.Equal(new CallerReply.DropAccepted(100, 1), two.Drop(100).Reply);
    }
}
