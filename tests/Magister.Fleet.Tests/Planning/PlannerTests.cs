using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>The rules that look at the whole fleet, and how all rules combine.</summary>
public sealed class PlannerTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(10, 8)]
    public void Rent_WithTwoAlive_AsksForTheRest(int number, int rents) =>
        Assert.Equal(rents, new History().Verified(1, 2).Plan(0, Settings(number)).Rent?.Count ?? 0);

    [Fact]
    public void Rent_WhateverMayCostMoney_CountsAsAlive()
    {
        var history = new History().Verified(1, 2)
            .Destroying(2)
            .Record(new RentIntended(Offer(3)), new RentIntended(Offer(4)), new RentUncertain(4, "reset"))
            .Verified(5).At(60).Record(new SeenMissing(5));

        Assert.Null(history.Plan(60, Settings(5)).Rent);
        var rent = history.Plan(60, Settings(6)).Rent;
        Assert.Equal(new PlannedAction.RentMore(1, "5 of 6 are alive or on their way"), rent);
    }

    [Fact]
    public void Rent_DropAsked_NotBeforeTheDestructionIsConfirmed()
    {
        var history = new History().Verified(1, 2).Dropped(1);
        Assert.Null(history.Plan(0).Rent);
        Assert.Null(history.Destroying(1).Plan(0).Rent);
        Assert.Null(history.Record(new DestroyFailed(1, "500")).Plan(0).Rent);
        Assert.Equal(1, history.Record(new Destroyed(1, false)).Plan(0).Rent?.Count);
    }

    [Fact]
    public void Rent_NothingKnown_AsksForAll() => Assert.Equal(2, new History().Plan(0).Rent?.Count);

    [Fact]
    public void Surplus_OfSeveral_UnverifiedFirstThenTheDearestThenTheNewest()
    {
        var history = new History()
            .Lease(1, Offer(100, price: 0.10), verified: true)
            .Lease(2, Offer(200, price: 0.40), verified: true)
            .Lease(3, Offer(300, price: 0.05))
            .Lease(4, Offer(400, price: 0.20), verified: true)
            .Lease(5, Offer(500, price: 0.40), verified: true)
            .Lease(6, Offer(600, price: 0.09))
            .Lease(7, Offer(700, price: null), verified: true);

        long[] order = [6, 3, 5, 2, 4, 1];
        for (var number = 1; number <= 7; number++)
        {
            var surplus = history.Plan(0, Settings(number)).Destroyed();
            Assert.Equal(order.Take(7 - number).Select(id => (id, DestroyCause.Surplus)), surplus);
        }
    }

    [Fact]
    public void Surplus_WhenSomeGoAnyway_DoesNotCountThemTwice()
    {
        var history = new History().Verified(1, 2, 3, 4).Dropped(1).At(10).Destroying(2).At(11).Record(new DestroyFailed(2, "500"));

        Assert.Equal([(1, DestroyCause.Dropped)], history.Plan(11, Settings(2)).Destroyed());
        Assert.Equal([(1, DestroyCause.Dropped), (4, DestroyCause.Surplus)], history.Plan(11, Settings(1)).Destroyed());
    }

    [Fact]
    public void Surplus_SaysWhyThisOne()
    {
        var reasons = new History().Verified(1, 2).Lease(3).Plan(0, Settings(1)).Destroys.Select(destroy => destroy.Reason).ToArray();

        Assert.Equal(
            ["3 are alive or on their way, 1 are wanted; this one is not verified", "3 are alive or on their way, 1 are wanted; this one is the dearest"],
            reasons);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(40, 300)]
    public void Destruction_AfterFailures_WaitsTwiceAsLongEachTimeUpToFiveMinutes(int failures, double wait)
    {
        var history = new History().Verified(1, 2);
        for (var attempt = 0; attempt < failures; attempt++) history.Destroying(1).Record(new DestroyFailed(1, "500"));

        Assert.Empty(history.Plan(wait - 0.001).Destroyed());
        Assert.Equal(At(wait), history.Plan(wait - 0.001).NextDeadline);
        Assert.Equal([(1, DestroyCause.Dropped)], history.Plan(wait).Destroyed());
    }

    [Fact]
    public void Destruction_UnderWay_IsNotAskedForTwice()
    {
        var plan = new History().Verified(1, 2).Dropped(1).Destroying(1).Plan(1_000_000);

        Assert.Empty(plan.Destroyed());
        Assert.Null(plan.NextDeadline);
    }

    [Fact]
    public void Destruction_CutOffByARestart_IsRepeatedAtOnce()
    {
        var history = new History().Verified(1, 2).Dropped(1).Destroying(1).At(3).Record(new Started(2));

        Assert.Equal([(1, DestroyCause.Dropped)], history.Plan(3).Destroyed());
    }

    [Fact]
    public void Destruction_KeepsItsFirstCauseAndWords()
    {
        var history = new History().Lease(1).At(180).Record(new DestroyIntended(1, DestroyCause.MissedDeadline, "late"), new DestroyFailed(1, "500"))
            .Dropped(1, "too");

        var destroy = Assert.Single(history.Plan(500).Destroys);
        Assert.Equal((DestroyCause.MissedDeadline, "late"), (destroy.Cause, destroy.Reason));
    }

    [Fact]
    public void Missing_IsAskedForTheLongestMissingFirst()
    {
        var history = new History().Verified(1, 2, 3).At(60).Record(new SeenMissing(3)).At(90).Record(new SeenMissing(1));

        Assert.Equal([3, 1], history.Plan(90, Settings(3)).Asks.Select(ask => ask.InstanceId));
        Assert.Equal([1], history.Record(new SeenAgain(3)).Plan(90, Settings(3)).Asks.Select(ask => ask.InstanceId));
    }

    [Fact]
    public void AllStopped_OfSeveral_NothingEndsButWhatIsDropped()
    {
        var history = new History().Verified(1, 2).Lease(3).At(10).Status(1, "stopped").Status(2, "stopped").Status(3, "stopped");
        Assert.True(CreditRule.IsUsedUp(history.Fleet));
        Assert.Empty(history.Plan(1_000_000, Settings(3)).Destroyed());

        Assert.Equal([(2, DestroyCause.Dropped)], history.Dropped(2).Plan(1_000_000, Settings(3)).Destroyed());
    }

    [Fact]
    public void AllStopped_ButOne_IsNotTheCredit()
    {
        var history = new History().Verified(1, 2, 3).At(10).Status(1, "stopped").Status(2, "stopped").Status(3, "running");

        Assert.False(CreditRule.IsUsedUp(history.Fleet));
        Assert.Equal([(1, DestroyCause.Unhealthy), (2, DestroyCause.Unhealthy)], history.Plan(130, Settings(3)).Destroyed());
    }

    [Fact]
    public void AllStopped_OfOne_IsThatInstanceAlone()
    {
        var history = new History().Verified(1).At(10).Status(1, "stopped");

        Assert.False(CreditRule.IsUsedUp(history.Fleet));
        Assert.Equal([(1, DestroyCause.Unhealthy)], history.Plan(130, Settings(1)).Destroyed());
    }

    [Fact]
    public void AllStopped_TheAccountSaysItHasNothing_NothingEnds()
    {
        var history = new History().Verified(1).At(10).Status(1, "stopped").At(11).Record(new AccountChecked(-0.2, false));

        Assert.Empty(history.Plan(1_000_000, Settings(1)).Destroyed());
    }

    [Fact]
    public void AllStopped_TheAccountSaysItCanPay_TheyHaveTheGraceFromThen()
    {
        var history = new History().Verified(1, 2).At(10).Status(1, "stopped").Status(2, "stopped").At(5000).Record(new AccountChecked(50, true));
        Assert.Empty(history.Plan(5119, Settings(2)).Destroyed());
        Assert.Equal(At(5120), history.Plan(5119, Settings(2)).NextDeadline);

        Assert.Equal([(1, DestroyCause.Unhealthy), (2, DestroyCause.Unhealthy)], history.Plan(5120, Settings(2)).Destroyed());
    }

    [Fact]
    public void AllStopped_OnceMore_TheAccountsEarlierWordCountsNoMore()
    {
        var history = new History().Verified(1, 2).At(10).Status(1, "stopped").Status(2, "stopped").At(20).Record(new AccountChecked(50, true))
            .At(30).Status(1, "running").Status(2, "running").At(40).Status(1, "stopped").Status(2, "stopped");

        Assert.True(CreditRule.IsUsedUp(history.Fleet));
    }

    [Fact]
    public void NextDeadline_OfSeveral_IsTheEarliest()
    {
        var history = new History().Lease(1).At(20).Lease(2).At(30).Status(2, "exited");

        Assert.Equal(At(150), history.Plan(30).NextDeadline);
        Assert.Equal(At(180), history.Plan(150).NextDeadline);
        Assert.Null(new History().Verified(1, 2).Plan(0).NextDeadline);
    }

    [Fact]
    public void Plan_PutsDropsFirst()
    {
        var history = new History().Lease(1).Lease(2).Lease(3).Status(2, "loading", "manifest unknown").Dropped(3);

        Assert.Equal(
            [(3, DestroyCause.Dropped), (1, DestroyCause.MissedDeadline), (2, DestroyCause.BootFailed)],
            history.Plan(180, Settings(3)).Destroyed());
    }

    [Fact]
    public void Plan_OfTheSameFleetAtTheSameTime_IsTheSame()
    {
        var history = new History().Lease(1).Verified(2, 3).Dropped(3).At(60).Record(new SeenMissing(2));

        Assert.Equal(Actions(history.Plan(500)), Actions(history.Plan(500)));

        static PlannedAction[] Actions(Plan plan) => [.. plan.Destroys, .. plan.Asks, .. plan.Rent is { } rent ? [rent] : Array.Empty<PlannedAction>()];
    }

    [Fact]
    public void Surplus_BecauseOfARentWithoutAnswer_WaitsForTheAnswerAndTakesThatOne()
    {
        var history = new History().Verified(1).Record(new RentIntended(Offer(7)), new RentUncertain(7, "reset"));
        Assert.Empty(history.Plan(0, Settings(1)).Destroys);
        Assert.Null(history.Plan(0, Settings(1)).Rent);

        history.Record(new RentAccepted(7, 70, true));
        Assert.Equal([(70, DestroyCause.Surplus)], history.Plan(0, Settings(1)).Destroyed());
    }
}
