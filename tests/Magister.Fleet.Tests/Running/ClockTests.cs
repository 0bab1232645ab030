using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>A clock that was set between two runs: some things happen later, but nothing is lost and nothing is one too many.</summary>
public sealed class ClockTests
{
    private static History Busy() => new History().At(7200).Lease(1, verified: true).Lease(2).Lease(3, verified: true)
        .Dropped(3).Record(new RentIntended(Offer(700)));

    [Fact]
    public void SetBackAnHour_WhatWasDroppedGoes_WhatIsUncertainIsSettled_NothingElseEnds()
    {
        var four = new Scenario(Settings(4), Busy()).Asleep(3600).Start().Listed(Row(1, 100), Row(2, 200), Row(3, 300));
        Assert.Equal([3], four.Destroying);
        Assert.Equal(4, four.Fleet.Occupied);
        Assert.Equal(At(3630), four.WakeAt);

        four.Destroyed(3).Offered(Offer(900)).Rented(900, 9).At(3630).Listed(Row(1, 100), Row(2, 200), Row(9, 900));
        Assert.Contains(new RentNeverHappened(700), four.Journal);
        Assert.Equal([1, 2, 9], four.Alive);
        Assert.Empty(four.Destroying);
    }

    [Fact]
    public void SetBackAnHour_AVerifyAndADrop_CountAsEver()
    {
        var four = new Scenario(Settings(4), Busy()).Asleep(3600).Start().Listed(Row(1, 100), Row(2, 200), Row(3, 300)).Verify(200).Drop(100);

        Assert.NotNull(four.Fleet.Leases[2].VerifiedAt);
        Assert.Equal([3, 1], four.Destroying);
    }

    [Fact]
    public void SetForwardAnHour_OnlyWhatNobodyVerifiedEnds()
    {
        var four = new Scenario(Settings(4), Busy()).Asleep(10_800).Start().Listed(Row(1, 100), Row(2, 200), Row(3, 300), Row(7, 700));

        Assert.Equal([3], four.Destroying);
        Assert.Equal([1, 2, 3, 7], four.Alive);
        Assert.Equal(At(10_980), four.Fleet.Leases[2].VerifyBy(four.Settings));
        Assert.Equal(At(10_980), four.Fleet.Leases[7].VerifyBy(four.Settings));
    }

    [Fact]
    public void LostJournal_AStartInTheFuture_CountsAsVerifiedWhereItRuns()
    {
        var two = new Scenario(Settings(2)).StartWith([Row(1, 100, start: At(7200)), Row(2, 200, "loading", At(7200))]);

        Assert.NotNull(two.Fleet.Leases[1].VerifiedAt);
        Assert.Null(two.Fleet.Leases[2].VerifiedAt);
    }
}
