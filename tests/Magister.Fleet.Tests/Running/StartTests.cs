using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>The first look, and when a start ends the program.</summary>
public sealed class StartTests
{
    private static readonly Outcome<InstanceListing> ListKeyRefused = new Outcome<InstanceListing>.Unauthorised("401 auth_error");

    [Fact]
    public void Start_BeforeTheFirstLook_ListsAndRentsNothing()
    {
        var one = new Scenario(Settings(1)).Start();

        Assert.True(one.IsListing);
        Assert.Null(one.Searching);
        Assert.Equal("the first look at Vast is under way", one.Engine.View.NotReadyReason);
        Assert.Empty(one.Notices);
    }

    [Fact]
    public void Start_AfterTheFirstLook_IsReadyAndSaysWhatItFound()
    {
        var two = new Scenario(Settings(2)).Start().Listed(Row(1, 100, start: At(-999)), Row(2, 200) with { Label = "mine" });

        Assert.Null(two.Engine.View.NotReadyReason);
        Assert.Contains(new Notice.LookedAtVast(2, 1), two.Notices);
    }

    [Fact]
    public void Start_VastUnreachable_IsWaitedForWithBackoff()
    {
        var one = new Scenario(Settings(1)).Start();
        var now = 0.0;
        foreach (var wait in (double[])[1, 2, 4, 8, 16, 30, 30, 30])
        {
            one.ListEnds(new Outcome<InstanceListing>.Unknown("no route to host"));
            Assert.Equal("no complete list from Vast yet: no route to host", one.Engine.View.NotReadyReason);
            Assert.False(one.At(now + wait - 0.01).IsListing);
            Assert.True(one.At(now += wait).IsListing);
        }

        Assert.Null(one.FatalReason);
        Assert.Equal([1], one.Listed().Offered(Offer(1)).Renting);
    }

    [Fact]
    public void Start_KeyRefusedByTheListTwice_SomeSecondsApart_Ends()
    {
        var one = new Scenario(Settings(1)).Start().ListEnds(ListKeyRefused).At(1).ListEnds(ListKeyRefused);
        Assert.Null(one.FatalReason);

        one.At(3).ListEnds(ListKeyRefused);

        Assert.IsType<FatalReason.KeyRefused>(one.FatalReason);
        Assert.Contains("vast_api_key", one.FatalReason.Message, StringComparison.Ordinal);
        Assert.Empty(one.Open);
    }

    [Fact]
    public void Start_KeyRefusedOnceAndThenAnother_Goes()
    {
        var one = new Scenario(Settings(1)).Start().ListEnds(ListKeyRefused).At(1).ListEnds(new Outcome<InstanceListing>.Unknown("HTTP 403")).At(3).Listed();

        Assert.Null(one.FatalReason);
        Assert.NotNull(one.Searching);
    }

    [Fact]
    public void Start_KeyThatMayListButNotSearch_IsNotReadyAndTriesAgain()
    {
        var one = new Scenario(Settings(1)).Start().Listed().SearchEnds(new Outcome<ImmutableArray<Offer>>.Unauthorised("403"));

        Assert.Null(one.FatalReason);
        Assert.Equal("the API key may not search: 403", one.Engine.View.NotReadyReason);
        Assert.Equal([7], one.At(31).Offered(Offer(7)).Renting);
    }

    [Fact]
    public void Later_KeyRefused_IsWaitedFor()
    {
        var two = new Scenario(Settings(2)).StartWith([], Offer(1)).Rented(1, 10);
        two.SearchEnds(new Outcome<ImmutableArray<Offer>>.Unauthorised("403")).At(30).ListEnds(ListKeyRefused);

        Assert.Null(two.FatalReason);
        Assert.Equal([10], two.Alive);
        Assert.True(two.At(31).IsListing);
    }

    [Fact]
    public void Start_NothingOnOfferAndNothingHeld_AsksOnceMoreWithoutFilters_ThenEnds()
    {
        var one = new Scenario(Settings(1)).StartWith([]);
        Assert.Null(one.FatalReason);
        Assert.Equal(double.PositiveInfinity, one.Searching?.Query.CostPerHour);

        one.Offered(Offer(1, price: 0.8));
        Assert.IsType<FatalReason.NothingOnOffer>(one.FatalReason);
        Assert.Contains("cost_per_hour", one.FatalReason.Message, StringComparison.Ordinal);
        Assert.Empty(one.Open);
    }

    [Fact]
    public void Start_OnlyOffersThatMayNeverBeUsed_Ends()
    {
        var one = new Scenario(Settings(1) with { BadHosts = [7] }).StartWith([], Offer(1, host: 7), Offer(2, price: null))
            .SearchEnds(new Outcome<ImmutableArray<Offer>>.Unknown("HTTP 500"));

        Assert.IsType<FatalReason.NothingOnOffer>(one.FatalReason);
    }

    [Fact]
    public void Start_OnlyMachinesThatCoolDown_IsWaitedFor()
    {
        var history = new History().Lease(1, Offer(100, machine: 55)).Destroying(1).Record(new Destroyed(1, false));

        var one = new Scenario(Settings(1), history).StartWith([], Offer(200, machine: 55));

        Assert.Null(one.FatalReason);
        Assert.Null(one.Searching);
    }

    [Fact]
    public void Start_NothingOnOfferButSomethingHeld_IsWaitedFor()
    {
        var two = new Scenario(Settings(2), new History().Verified(1)).StartWith([Row(1, 100)]);

        Assert.Null(two.FatalReason);
        Assert.Null(two.Searching);
        Assert.Contains(new Notice.FewOffers(0, 1), two.Notices);
    }

    [Fact]
    public void Start_NothingOnOfferButARentUncertain_IsWaitedFor()
    {
        var two = new Scenario(Settings(2), new History().Record(new RentIntended(Offer(7)))).StartWith([]);

        Assert.Null(two.FatalReason);
        Assert.Equal(1, two.Fleet.Occupied);
    }

    [Fact]
    public void Start_WithAllAlive_SearchesNothing()
    {
        var two = new Scenario(Settings(2), new History().Verified(1, 2)).StartWith([Row(1, 100), Row(2, 200)]);

        Assert.Empty(two.Open);
        Assert.Equal(At(30), two.WakeAt);
    }

    [Fact]
    public void Lists_GoOnAtThePollingInterval_OneAtATime()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]);
        Assert.False(one.At(29.9).IsListing);
        Assert.True(one.At(30).IsListing);
        Assert.Single(one.At(100).Open);

        one.Listed(Row(1, 100));
        Assert.True(one.IsListing);
        Assert.False(one.Listed(Row(1, 100)).IsListing);
    }

    [Fact]
    public void Lists_FailingLater_AreToldAndRepeatedWithBackoff_AndChangeNothing()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]).At(30);
        var facts = one.Journal.Count();
        one.ListEnds(new Outcome<InstanceListing>.Unknown("3 of 4 came")).At(31).ListEnds(new Outcome<InstanceListing>.Limited("too frequent"));

        Assert.Equal(
            [new Notice.CallFailed("list", "3 of 4 came"), new Notice.CallFailed("list", "too many calls: too frequent")],
            one.Notices.OfType<Notice.CallFailed>());
        Assert.False(one.At(32.9).IsListing);
        Assert.True(one.At(33).IsListing);
        Assert.Equal(facts, one.Journal.Count());
        Assert.Null(one.Engine.View.NotReadyReason);
    }

    [Fact]
    public void Later_TheFirstSearchOfARunThatBeganComplete_EndsNothing()
    {
        var one = new Scenario(Settings(1), new History().Verified(1)).StartWith([Row(1, 100)]).Listing(3000, Row(1, 100)).Drop(100).Destroyed(1);

        one.SearchEnds(new Outcome<ImmutableArray<Offer>>.Unauthorised("403")).At(3031).Offered();
        Assert.Null(one.FatalReason);
        Assert.Null(one.Searching);

        Assert.Equal([7], one.Listing(3062).Offered(Offer(7)).Renting);
    }
}
