using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class ExpiryRuleTests
{
    private const int Before = 600;
    private const int Turn = 180;

    /// <summary>Verified instances from 1 on, whose contracts end this many seconds after the epoch; NaN for one that shows no end.</summary>
    private static History Ending(params double[] ends)
    {
        var history = new History();
        for (var at = 0; at < ends.Length; at++)
        {
            double? end = double.IsNaN(ends[at]) ? null : Epoch.ToUnixTimeSeconds() + ends[at];
            history.Lease(at + 1, Offer(100 * (at + 1)) with { EndDate = end }, verified: true).Status(at + 1, "running");
        }

        return history;
    }

    private static Plan Plan(History history, double now, FleetSettings? settings = null) =>
        Planner.Plan(history.Fleet, settings ?? Settings(history.Fleet.Occupied), At(now));

    private static long[] Going(Plan plan) => [.. plan.Destroys.Where(destroy => destroy.Cause is DestroyCause.Expiring).Select(destroy => destroy.InstanceId)];

    [Fact]
    public void Contract_ThatEnds_IsReplacedInTime_AndThePlanSaysWhen()
    {
        var history = Ending(10_000, double.NaN);

        Assert.Empty(Plan(history, 10_000 - Before - 1).Destroys);
        Assert.Equal(At(10_000 - Before), Plan(history, 5).NextDeadline);
        var destroy = Assert.Single(Plan(history, 10_000 - Before).Destroys);
        Assert.Equal((1, DestroyCause.Expiring, "its contract ends in 600 s"), (destroy.InstanceId, destroy.Cause, destroy.Reason));
    }

    [Fact]
    public void Contract_ThatHasEndedOrTellsNoEnd_TriggersNothing()
    {
        var history = Ending(-5, 0, double.NaN, -1e9, 1e300);

        Assert.Empty(Plan(history, 1).Destroys);
        Assert.Null(Plan(history, 1).NextDeadline);
    }

    [Fact]
    public void Setting_OfZero_KeepsAllToTheirEnd()
    {
        var plan = Plan(Ending(100), 50, Settings(1) with { ReplaceBeforeEnd = TimeSpan.Zero });

        Assert.Empty(plan.Destroys);
        Assert.Null(plan.NextDeadline);
    }

    [Fact]
    public void Several_ThatEndTogether_BeginSooner_TheFirstOneFirst_AndOneAtATime()
    {
        var history = Ending(10_000, 10_000, 10_001, 50_000);
        var first = 10_001 - Before - (2 * Turn);

        Assert.Empty(Going(Plan(history, first - 1)));
        Assert.Equal(At(first), Plan(history, 5).NextDeadline);
        Assert.Equal([1], Going(Plan(history, first)));
        Assert.Empty(Going(Plan(history.At(first).Destroying(1, DestroyCause.Expiring), first)));
        Assert.Empty(Going(Plan(history.At(first).Record(new Destroyed(1, false)), first + 1, Settings(4))));
    }

    [Fact]
    public void Next_GoesOnceTheOneBeforeIsReplacedAndVerified_OrItsTimeIsOver()
    {
        var history = Ending(1000, 1000).At(500).Destroying(1, DestroyCause.Expiring).At(510).Record(new Destroyed(1, false)).Lease(9);

        Assert.Empty(Going(Plan(history, 520)));
        Assert.Equal(At(510 + Turn), Plan(history, 520).NextDeadline);
        Assert.Equal([2], Going(Plan(history, 510 + Turn)));
        Assert.Equal([2], Going(Plan(history.Record(new Verified(900, 9)), 520)));
    }

    [Theory]
    [InlineData(1, Before + 180)]
    [InlineData(2, Before + 180 + Turn)]
    [InlineData(9, Before + 180 + (4 * Turn))]
    public void Offer_ThatWouldHaveToGoAtOnceWithThoseThatEnd_IsNotRented(int number, double least)
    {
        Offer[] offers = [Offer(1) with { Duration = least - 1 }, Offer(2) with { Duration = least }];

        Assert.Equal([2], OfferRanking.Rank(offers, FleetState.Empty, Settings(number), Epoch).Usable.Select(offer => offer.Id));
        var alike = Ending([.. Enumerable.Repeat(least, number)]);
        Assert.Empty(Going(Plan(alike, 0)));
    }

    [Fact]
    public void Contract_ThatEnds_StaysWhileNothingTakesItsPlace()
    {
        var history = Ending(1000, 90_000);

        Assert.Empty(Going(Plan(history, 900, Settings(3))));
        Assert.Empty(Going(Plan(history, 900, Settings(1))));
        Assert.Empty(Going(Plan(history.Record(new Paused()), 900)));
        Assert.Equal([1], Going(Plan(history.Record(new Resumed()), 900)));
        Assert.Empty(Going(Plan(history.Record(new SeenMissing(1)), 900)));
    }

    [Fact]
    public void Contract_ThatEnds_IsHeldAgainstNoMachine_AndFailedNoRent()
    {
        var fleet = Ending(1000).At(900).Destroying(1, DestroyCause.Expiring).Fleet;

        Assert.Empty(fleet.Machines);
        Assert.Empty(fleet.FailedRents.Row);
        Assert.False(DestroyCause.Expiring.IsFailure());
    }

    [Fact]
    public void Boot_InPhases_HasALongerTurn()
    {
        var settings = Settings(2) with { LoadingTimeout = TimeSpan.FromSeconds(1000) };

        Assert.Equal(At(10_000 - Before - 1180), Plan(Ending(10_000, 10_000), 5, settings).NextDeadline);
    }
}
