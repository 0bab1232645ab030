using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Before an instance is destroyed for a reason of Magister's own, its label is checked once more.</summary>
public sealed class LabelTests
{
    private static Scenario Unverified() =>
        new Scenario(Settings(1)) { ShowsAtOnce = false }.StartWith([], Offer(7)).Rented(7, 70).Listing(150, Row(70, 7, "loading"));

    [Fact]
    public void DeadlineMissed_ByAnInstanceOfOurs_EndsItOnceVastShowsOurLabel()
    {
        var one = Unverified().At(180);
        Assert.Empty(one.Destroying);
        Assert.Equal([70], one.Asking);

        Assert.Equal([70], one.Shown(70, Row(70, 7, "loading")).Destroying);
    }

    [Fact]
    public void DeadlineMissed_ByOneThatSomebodyRelabelled_ReleasesIt()
    {
        var one = Unverified().At(180).Shown(70, Row(70, 7, "loading") with { Label = "mine, for debugging" });

        Assert.Empty(one.Destroying);
        Assert.Contains(one.Journal, fact => fact is Released);
        Assert.DoesNotContain(one.Journal, fact => fact is DestroyIntended);
    }

    [Fact]
    public void DeadlineMissed_RightAfterAList_IsNotAskedForAgain()
    {
        var one = Unverified().At(180).ShowFails(70).ListedAsOf(180, Row(70, 7, "loading"));

        Assert.Equal([70], one.Destroying);
    }

    [Fact]
    public void DeadlineMissed_WhileAskingFails_IsAskedForAgain()
    {
        var one = Unverified().At(180).ShowFails(70);
        Assert.Empty(one.Destroying);

        Assert.Equal([70], one.At(185).Asking);
        Assert.Equal([70], one.At(200).Shown(70, Row(70, 7, "loading")).Destroying);
    }

    [Fact]
    public void DeadlineMissed_ByOneThatVastSaysIsGone_IsGivenUpOnceAListAgrees()
    {
        var one = Unverified().At(180).Shown(70, null);
        Assert.Empty(one.Destroying);
        Assert.Equal([70], one.Alive);

        Assert.Empty(one.Listing(185).Listing(215).Alive);
    }

    [Fact]
    public void DeadlineMissed_ByOneThatVastSaysIsGoneAndListsStill_IsDestroyed() =>
        Assert.Equal([70], Unverified().At(180).Shown(70, null).Listing(185, Row(70, 7, "loading")).Destroying);

    [Fact]
    public void VerifiedWhileItsLabelIsAskedFor_Stays()
    {
        var one = Unverified().At(180).Verify(7).Shown(70, Row(70, 7));

        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void Unhealthy_ButRunningAgainWhenAskedFor_Stays()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)) { ShowsAtOnce = false }.StartWith([Row(1, 100, "exited")]).At(120);
        Assert.Equal([1], one.Asking);

        Assert.Empty(one.Shown(1, Row(1, 100)).Destroying);
    }

    [Fact]
    public void FailedToBoot_ButWithoutThatMessageWhenAskedFor_Stays()
    {
        var one = new Scenario(Settings(1)) { ShowsAtOnce = false }.StartWith([], Offer(7)).Rented(7, 70).At(45)
            .ListedAsOf(30, Row(70, 7, "loading") with { StatusMessage = "no space left on device" });
        Assert.Equal([70], one.Asking);

        one.Shown(70, Row(70, 7, "loading") with { StatusMessage = "pulling again" });

        Assert.Empty(one.Destroying);
        Assert.Equal("pulling again", one.Fleet.Leases[70].StatusMessage);
    }

    [Fact]
    public void Verified_RelabelledAndGivenBackWhileYoung_StaysVerified()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).Verify(7).At(40).Listed()
            .Shown(70, Row(70, 7) with { Label = "mine" });
        Assert.Contains(one.Journal, fact => fact is Released);

        one.Asleep(80).Kill().Listed(Row(70, 7, start: At(0)));

        Assert.Equal(At(0), one.Fleet.Leases[70].VerifiedAt);
        Assert.Empty(one.At(300).Destroying);
    }

    [Fact]
    public void DestroyFailed_AfterAListThatLackedItMeanwhile_AsksBeforeTheNextTry()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)) { ShowsAtOnce = false }.StartWith([Row(1, 100)]).At(65).Drop(100);
        Assert.Equal([1], one.Destroying);

        one.Listed().DestroyFails(1).At(80);
        Assert.Empty(one.Destroying);
        Assert.Equal([1], one.Asking);

        one.Shown(1, Row(1, 100) with { Label = "mine" });
        Assert.Empty(one.Destroying);
        Assert.Contains(one.Journal, fact => fact is Released);
    }

    [Fact]
    public void DestroyFailed_AfterAListThatHadIt_IsTriedAgain()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)) { ShowsAtOnce = false }.StartWith([Row(1, 100)]).At(65).Drop(100);

        one.Listed(Row(1, 100)).DestroyFails(1).At(80);

        Assert.Equal([1], one.Destroying);
    }

    [Fact]
    public void Dropped_GoesAtOnceWhateverItsLabel() => Assert.Equal([70], Unverified().At(170).Drop(7).Destroying);
}
