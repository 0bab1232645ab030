using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Which instances are ours, and which are adopted at a start.</summary>
public sealed class AdoptionTests
{
    public static TheoryData<string, ListedInstance> Strangers => new()
    {
        { "no label", Row(1, 100) with { Label = null } },
        { "another label", Row(1, 100) with { Label = "magister-2" } },
        { "label in capitals", Row(1, 100) with { Label = "Magister" } },
        { "another Magister", Row(1, 100) with { Onstart = Script(100, "http://magister2.example:8555") } },
        { "the same host, another port", Row(1, 100) with { Onstart = Script(100, "http://magister.example:85") } },
        { "a port that begins the same", Row(1, 100) with { Onstart = Script(100, Address + "0") } },
        { "no script", Row(1, 100) with { Onstart = null } },
        { "an empty script", Row(1, 100) with { Onstart = "" } },
        { "a script of somebody else", Row(1, 100) with { Onstart = "python3 train.py" } },
        { "no offer id", Row(1, 100) with { Onstart = $"export MAGISTER_DROP_ENDPOINT={Address}/drop/" } },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Stranger_IsNeitherTakenOverNorTouchedNorCounted(string what, ListedInstance stranger)
    {
        Assert.NotEmpty(what);
        var one = new Scenario(Settings(1)).StartWith([stranger with { ActualStatus = "exited" }], Offer(7));
        Assert.Empty(one.Alive);
        Assert.Equal([7], one.Renting);

        one.Rented(7, 70).Verify(7);
        for (var at = 30; at < 500; at += 30) one.Listing(at, stranger with { ActualStatus = "exited" }, Row(70, 7));
        Assert.Equal(new CallerReply.DropOfUnknown(100), one.Drop(100).Reply);
        Assert.Empty(one.Destroying);
        Assert.Equal([70], one.Alive);
    }

    [Fact]
    public void Instance_RelabelledAwayAndBack_HasWhatTheJournalKnewOfItsOffer_AlsoAfterCompaction()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7) with { CpuName = "EPYC", Dlperf = 90 }).Rented(7, 70).Verify(7)
            .Listing(40, Row(70, 7)).Listing(80).Shown(70, Row(70, 7) with { Label = "mine" });
        Assert.Empty(one.Alive);

        var kept = new History().Record([.. one.Fleet.ToFacts()]);
        var back = new Scenario(Settings(1), kept).Asleep(until: 200).Start().Listed(Row(70, 7));

        Assert.Equal("EPYC", back.Fleet.Leases[70].Offer.CpuName);
        Assert.Equal(90, back.Fleet.Leases[70].Offer.Dlperf);
    }

    [Fact]
    public void Ours_WithoutAJournal_AreTakenOverWithTheirOfferIds()
    {
        var three = new Scenario(Settings(3)).StartWith([Row(1, 100, start: At(-500)), Row(2, 200, "loading", At(-60))]);

        Assert.Equal([1, 2], three.Alive);
        Assert.Equal((100, Row(1, 100).Hardware with { Id = 100 }), (three.Fleet.Leases[1].OfferId, three.Fleet.Leases[1].Offer));
        Assert.Equal("loading", three.Fleet.Leases[2].Status);
        Assert.Equal(At(-60), three.Fleet.Leases[2].StartedAt);
    }

    [Theory]
    [InlineData(-1000.0, null)]
    [InlineData(-180.0, null)]
    [InlineData(-179.9, 0.1)]
    [InlineData(-60.0, 120.0)]
    [InlineData(0.0, 180.0)]
    [InlineData(null, 180.0)]
    public void Ours_WithoutAJournal_OldCountAsVerified_YoungKeepTheRestOfTheirDeadline(double? start, double? deadline)
    {
        var one = new Scenario(Settings(1)).StartWith([Row(1, 100, start: start is { } at ? At(at) : null)]);

        Assert.Equal(deadline is { } by ? At(by) : null, one.Fleet.Leases[1].VerifyBy(one.Settings));
        Assert.Equal(deadline is null, one.Fleet.Leases[1].VerifiedAt is not null);
        if (deadline is { } due) Assert.Equal([1], one.At(due).Destroying);
        else Assert.Empty(one.At(10_000).Destroying);
    }

    [Fact]
    public void Journal_WhatItKnew_Stays()
    {
        var history = new History().Lease(1, verified: true).At(320).Lease(2).Lease(3).Dropped(3, "bad").Lease(4, verified: true);
        var four = new Scenario(Settings(4), history).Start()
            .Listed(Row(1, 100, start: At(-5)), Row(2, 200, start: At(-5)), Row(3, 300), Row(4, 400) with { Onstart = "rewritten by its owner" });

        Assert.Equal([1, 2, 3, 4], four.Alive);
        Assert.Equal((Epoch, At(500)), (four.Fleet.Leases[1].VerifiedAt, four.Fleet.Leases[2].VerifyBy(four.Settings)));
        Assert.Equal([3], four.Destroying);
        Assert.Empty(four.Journal.OfType<Adopted>());
        Assert.Equal(Offer(100), four.Fleet.Leases[1].Offer);
    }

    [Fact]
    public void Restart_OnlyTheRestOfTheNumberIsRented()
    {
        var five = new Scenario(Settings(5)).StartWith([Row(1, 100, start: At(-999)), Row(2, 200, start: At(-999)), Row(3, 300, start: At(-999))]);
        five.At(30).Listed(Row(1, 100), Row(2, 200), Row(3, 300)).Offered([.. Offers(11, 12, 13, 14, 15)]);

        Assert.Equal([11, 12], five.Renting);
    }

    [Fact]
    public void LostJournal_NothingIsRentedBeforeAListThatBeganAfterTheWindow()
    {
        var five = new Scenario(Settings(5)).StartWith([Row(1, 100, start: At(-999))]);
        Assert.Null(five.Searching);
        Assert.Contains("journal", five.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
        Assert.False(five.At(29.9).IsListing);

        five.At(30).Listed(Row(1, 100), Row(2, 200));
        Assert.Null(five.Engine.View.RentsHeldBackReason);
        Assert.Equal([11, 12, 13], five.Offered([.. Offers(11, 12, 13, 14)]).Renting);
    }

    [Fact]
    public void LostJournal_WithAShorterWindowThanThePollingInterval_ListsWhenTheWindowEnds()
    {
        var two = new Scenario(Settings(2) with { ConsistencyWindow = TimeSpan.FromSeconds(12) }).StartWith([Row(1, 100)]);

        Assert.Equal(At(12), two.WakeAt);
        Assert.True(two.At(12).IsListing);
    }

    [Fact]
    public void FirstStartEver_RentsAtOnce() => Assert.Equal([7], new Scenario(Settings(1)).StartWith([], Offer(7)).Renting);

    [Fact]
    public void FoundWhileRunning_IsTakenOverToo()
    {
        var two = new Scenario(Settings(2), new History().Verified(1)).StartWith([Row(1, 100)], Offer(7)).RentRefused(7, RefusalKind.OfferGone)
            .Offered().Listing(30, Row(1, 100), Row(70, 7, start: At(0)));

        Assert.Equal([1, 70], two.Alive);
        Assert.Equal(At(180), two.Fleet.Leases[70].VerifyBy(two.Settings));
    }

    [Fact]
    public void Lowered_TheSurplusGoes_UnverifiedFirstThenTheDearest()
    {
        var history = new History()
            .Lease(1, Offer(100, price: 0.2), true).Lease(2, Offer(200, price: 0.4), true).Lease(3, Offer(300, price: 0.1)).Lease(4, Offer(400), true);
        var two = new Scenario(Settings(2), history)
            .StartWith([Costing(1, 0.2), Costing(2, 0.4), Costing(3, 0.1), Costing(4, 0.3)]);
        Assert.Equal([3, 2], two.Destroying);

        two.Destroyed(3).Destroyed(2).At(100);
        Assert.Equal([1, 4], two.Alive);
        Assert.Null(two.Searching);
        Assert.Empty(two.Fleet.Machines);

        static ListedInstance Costing(long id, double price) => Row(id, id * 100) with { Hardware = Offer(0, 1000 + (id * 100), price: price) };
    }

    [Fact]
    public void Raised_TheMissingOnesAreRented()
    {
        var history = new History().Verified(1, 2);

        Assert.Equal([7, 8], new Scenario(Settings(4), history).StartWith([Row(1, 100), Row(2, 200)], [.. Offers(7, 8, 9)]).Renting);
    }

    [Fact]
    public void HugeIds_AreIdsLikeOthers()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(long.MaxValue)).At(1).RentUnknown(long.MaxValue).Listed(Row(long.MaxValue, long.MaxValue));

        Assert.Equal([long.MaxValue], one.Alive);
        Assert.Equal([long.MaxValue], one.Drop(long.MaxValue).Destroying);
    }

    [Fact]
    public void Ours_StartedInTheFutureByVastsWord_HaveTheirDeadlineFromNowOn()
    {
        var two = new Scenario(Settings(2)).StartWith([Row(1, 100, "loading", At(5000)), Row(2, 200, "loading", DateTimeOffset.MaxValue)]);

        Assert.Equal([At(180), At(180)], two.Fleet.Leases.Values.Select(lease => lease.VerifyBy(two.Settings)!.Value));
    }

    [Fact]
    public void Ours_StartedAtTheBeginningOfTime_CountAsVerified() =>
        Assert.NotNull(new Scenario(Settings(1)).StartWith([Row(1, 100, start: DateTimeOffset.MinValue)]).Fleet.Leases[1].VerifiedAt);
}
