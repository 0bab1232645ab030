using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>An instance whose label never stuck is ours by the answer to its rent: it gets its label, and is not given away.</summary>
public sealed class LabellingTests
{
    private static ListedInstance Bare(long instance, long offer) => Row(instance, offer) with { Label = null };

    private static Scenario Unlabelled(int number = 1)
    {
        var one = new Scenario(Settings(number)) { ShowsAtOnce = false }.StartWith([], [.. Enumerable.Range(1, number).Select(id => Offer(id))]);
        for (var id = 1; id <= number; id++) one.Rented(id, 10 * id).Verify(id);
        one.Listing(60);
        for (var id = 1; id <= number; id++) one.Shown(10 * id, Bare(10 * id, id));
        return one;
    }

    [Fact]
    public void Rented_WithoutItsLabel_CountsAndIsLabelled()
    {
        var one = Unlabelled();

        Assert.Equal([10], one.Alive);
        Assert.Equal([10], one.Labelling);
        Assert.Empty(one.Renting);
        Assert.Null(one.Searching);
        Assert.DoesNotContain(one.Journal, fact => fact is Released);
    }

    [Fact]
    public void Unlabelled_ListsAreOfAllLabels_UntilItHasItsLabel()
    {
        var one = Unlabelled().LabelEnds(10, true).At(90);
        Assert.True(one.Open.OfType<EngineCall.List>().Single().IsOfAllLabels);

        one.Listed(Row(10, 1)).At(120);
        Assert.False(one.Open.OfType<EngineCall.List>().Single().IsOfAllLabels);
        Assert.Null(one.Fleet.Leases[10].Labelling);
    }

    [Fact]
    public void Unlabelled_ThatIsGone_IsReplaced()
    {
        var one = Unlabelled().LabelEnds(10, false).Listing(90).Shown(10, null).Listing(120);

        Assert.Empty(one.Alive);
    }

    [Fact]
    public void Labelled_ThenTakenAway_IsReleased()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(60, Row(10, 1)).Listing(90).Shown(10, Bare(10, 1));

        Assert.Contains(one.Journal, fact => fact is Released { Reason: "its label was removed" });
    }

    [Fact]
    public void Unlabelled_ButWithAnotherLabel_IsReleased()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(60).Shown(10, Row(10, 1) with { Label = "mine" });

        Assert.Contains(one.Journal, fact => fact is Released);
    }

    [Fact]
    public void Unlabelled_NeverSeenAndDeniedByVast_IsLookedForAmongAllLabelsBeforeItIsGivenUp()
    {
        var one = new Scenario(Settings(1)) { ShowsAtOnce = false }.StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(60).Shown(10, null);
        Assert.Equal([10], one.Alive);

        one.At(65);
        Assert.True(one.Open.OfType<EngineCall.List>().Single().IsOfAllLabels);
        one.Listed(Bare(10, 1));
        Assert.Equal([10], one.Alive);
        Assert.Equal([10], one.Labelling);
        Assert.Empty(one.Renting);
    }

    [Fact]
    public void Restart_WithOneWhoseLabelWasNeverSeen_LooksAtAllLabelsFirst()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Kill();

        Assert.True(one.Open.OfType<EngineCall.List>().Single().IsOfAllLabels);
    }

    [Fact]
    public void Unlabelled_NeverSeenAndInNoListOfAllLabels_IsReplaced()
    {
        var one = new Scenario(Settings(1)) { ShowsAtOnce = false }.StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(60).Shown(10, null);

        Assert.Empty(one.Listing(65).Listing(90).Alive);
    }

    [Fact]
    public void ListOfAllLabels_ShowsOneOfOursWithAnotherLabel_IsReleasedBeforeADropDestroysIt()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(30, Row(10, 1));
        one.At(50).ListedAsOf(40, Row(10, 1) with { Label = "mine" });

        Assert.Contains(one.Journal, fact => fact is Released { InstanceId: 10 });
        Assert.Empty(one.Drop(1).Destroying);
    }

    [Theory]
    [InlineData("mine", 29)]
    [InlineData("", 40)]
    public void ListOfAllLabels_OlderThanWhatShowedOurLabelOrWithoutLabels_ReleasesNothing(string label, double begunAt)
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(1)).Rented(1, 10).Verify(1).Listing(30, Row(10, 1));
        one.At(50).ListedAsOf(begunAt, Row(10, 1) with { Label = label });

        Assert.Equal([10], one.Alive);
    }

    [Fact]
    public void Label_ThatVastTakesAndDoesNotShow_IsSetAgain()
    {
        var one = Unlabelled().LabelEnds(10, true).Listing(90, Bare(10, 1));

        Assert.Contains(one.Journal, fact => fact is LabelFailed { InstanceId: 10 });
        Assert.Equal([10], one.At(100).Labelling);
    }

    [Fact]
    public void Label_ThatCannotBeSetOfOneAmongOthers_ReplacesThatOne()
    {
        var two = Unlabelled(2).LabelEnds(10, true).Listing(90, Row(10, 1), Bare(20, 2));
        for (var failure = 0; failure < 5; failure++) two.At(100 + (100 * failure)).LabelEnds(20, false);
        two.ListedAsOf(550, Row(10, 1), Bare(20, 2));

        Assert.Equal([20], two.Destroying);
        Assert.Equal(DestroyCause.Unlabelled, two.Fleet.Leases[20].Destruction!.Cause);
        Assert.Empty(two.Fleet.Machines);
    }

    [Fact]
    public void Labels_ThatCannotBeSetOfSeveral_AreAnAlarmAndDestroyNone()
    {
        var three = Unlabelled(3);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            foreach (var instance in three.At(100 + (400 * attempt)).Labelling) three.LabelEnds(instance, false);
        }

        three.ListedAsOf(12_000, Bare(10, 1), Bare(20, 2), Bare(30, 3));
        Assert.Equal([10, 20, 30], three.Alive);
        Assert.Empty(three.Destroying);
        Assert.Contains("label", three.Engine.View.NotReadyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Released_SeveralLately_HoldsRentsForAWhile()
    {
        var three = new Scenario(Settings(3), new History().Verified(1, 2, 3)).StartWith([Row(1, 100), Row(2, 200), Row(3, 300)]).Listing(60);
        foreach (var instance in three.Asking) three.Shown(instance, Bare(instance, 100 * instance));

        Assert.Empty(three.Alive);
        Assert.Null(three.Searching);
        Assert.Contains("lost their label", three.Engine.View.NotReadyReason, StringComparison.Ordinal);

        three.At(661);
        Assert.NotNull(three.Searching);
    }
}
