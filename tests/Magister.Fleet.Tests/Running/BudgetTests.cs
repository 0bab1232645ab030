using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class BudgetTests
{
    private static readonly FleetSettings OneDollar = Settings(9) with { MaxCostPerHour = 1 };

    [Fact]
    public void MaxCostPerHour_RentsCheaperOffersWhereTheDearerWouldPassIt()
    {
        var one = new Scenario(OneDollar).StartWith([], Offer(1, price: 0.45), Offer(2, price: 0.5), Offer(3, price: 0.2), Offer(4, price: 0.06), Offer(5, price: 0.05));

        Assert.Equal([1, 2, 5], one.Journal.OfType<RentIntended>().Select(rent => rent.Offer.Id));
        Assert.Equal(
            "max_cost_per_hour is 1 USD, and 3 that are alive or on their way cost 1", one.Engine.View.RentsHeldBackReason);
    }

    [Fact]
    public void MaxCostPerHour_ThatIsUsedUp_HoldsWithoutASearch_AndIsReady_UntilAnInstanceEnds()
    {
        var one = new Scenario(OneDollar).StartWith([], Offer(1, price: 0.5), Offer(2, price: 0.5), Offer(3, price: 0.5)).Rented(1, 10).Rented(2, 20).Offered(Offer(3, price: 0.5)).At(100);
        var hold = Assert.Single(one.Engine.View.Holds.OfType<Hold.Budget>());
        Assert.Equal(("an instance that ends, or more for max_cost_per_hour", true, false), (hold.LiftedBy, hold.IsFelt, hold.MeansNotReady));
        Assert.Null(one.Searching);
        Assert.Null(one.Engine.View.NotReadyReason);

        one.Drop(1).Destroyed(10);
        Assert.DoesNotContain(one.Engine.View.Holds, other => other is Hold.Budget);
        one.Offered(Offer(4, price: 0.5));
        Assert.Equal([4], one.Renting);
    }

    [Fact]
    public void MaxCostPerHour_WithOnlyDearOffers_HoldsAndSearchesOnForACheaperOne()
    {
        var one = new Scenario(OneDollar with { MaxCostPerHour = 0.25 }).StartWith([], Offer(1, price: 0.3), Offer(2, price: 0.4));
        var hold = Assert.Single(one.Engine.View.Holds.OfType<Hold.Budget>());
        Assert.Equal("max_cost_per_hour is 0.25 USD, and 0 that are alive or on their way cost 0; the cheapest offer costs 0.3", hold.Reason);
        Assert.StartsWith("a cheaper offer, ", hold.LiftedBy, StringComparison.Ordinal);
        Assert.Null(one.FatalReason);

        one.At(40).Offered(Offer(1, price: 0.3), Offer(3, price: 0.25));
        Assert.Equal([3], one.Renting);
    }

    [Fact]
    public void MaxCostPerHour_BelowEveryOffer_IsNotTakenForTooFewOffers() => Assert.Null(
        new Scenario(OneDollar with { NumberInstances = 2, MaxCostPerHour = 0.25 }).StartWith([], Offer(1, price: 0.3), Offer(2, price: 0.4)).Engine.View.FewOffers);

    [Fact]
    public void MaxCostPerHour_WhileTheCheapestOffersPriceMoves_IsToldOnce()
    {
        var one = new Scenario(OneDollar with { MaxCostPerHour = 0.25 }).StartWith([], Offer(1, price: 0.3));
        one.At(40).Offered(Offer(1, price: 0.31)).At(80).Offered(Offer(1, price: 0.32));

        Assert.EndsWith("the cheapest offer costs 0.32", one.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
        Assert.Single(one.Notices.OfType<Notice.RentsHeldBack>());
    }

    [Fact]
    public void MaxCostPerHour_PassedByAPriceThatRose_DestroysNothingAndRentsNothing()
    {
        var one = new Scenario(OneDollar).StartWith([], Offer(1, price: 0.5)).Rented(1, 10).Verify(1);
        one.At(40).Listed(Row(10, 1) with { Hardware = Offer(0, 1001, 2001, price: 1.2) });

        Assert.Empty(one.Destroying);
        Assert.Empty(one.Renting);
        Assert.Contains(one.Engine.View.Holds, hold => hold is Hold.Budget);
    }

    [Fact]
    public void MaxCostPerHour_OfAFleetAtItsNumber_HoldsNothing() =>
        Assert.Empty(new Scenario(OneDollar with { NumberInstances = 1 }).StartWith([], Offer(1, price: 0.5)).Rented(1, 10).Engine.View.Holds);

    [Fact]
    public void MaxCostPerDay_ThatWouldBePassed_HoldsUntilMidnight_AndThenRentsAgain()
    {
        var one = new Scenario(Settings(2) with { MaxCostPerDay = 15 }).StartWith([], Offer(1, price: 0.5), Offer(2, price: 0.5)).Rented(1, 10).Verify(1).At(60).Listed(Row(10, 1));
        var hold = Assert.Single(one.Engine.View.Holds.OfType<Hold.Budget>());
        Assert.StartsWith("max_cost_per_day is 15 USD, ", hold.Reason, StringComparison.Ordinal);
        Assert.Equal(("a cheaper offer, an instance that ends, the end of that time, or more for max_cost_per_day", At(24 * 3600)), (hold.LiftedBy, hold.Until));
        Assert.Null(one.Engine.View.NotReadyReason);

        one.At(23 * 3600).Offered(Offer(3, price: 0.5));
        Assert.Equal([3], one.Renting);
    }

    private static readonly FleetSettings DrainsAtThreeSixty = Settings(2) with { MaxCostPerDay = 3.6, DrainsOverBudget = true };

    [Fact]
    public void OverBudgetDrain_DestroysEverythingOnceTheDayHasCostThat_AndRentsAgainOnTheNextDay()
    {
        var one = RunningUntil(5.9, DrainsAtThreeSixty);
        Assert.Empty(one.Destroying);

        one.At(6.01 * 3600).Listed(Row(10, 1), Row(20, 2));
        var intended = one.Journal.OfType<DestroyIntended>().First();
        Assert.Equal((DestroyCause.Drained, "max_cost_per_day is 3.6 USD, and 3.61 are spent: every instance is destroyed, and none rented until 2026-01-02 00:00 UTC"), (intended.Cause, intended.Reason));
        one.Destroyed(10).Destroyed(20).At(8 * 3600).Listed();
        Assert.Empty(one.Renting);
        Assert.Equal([At(24 * 3600)], one.Engine.View.Holds.Select(hold => hold.Until));

        one.At(37 * 3600).Listed().Offered(Offer(3, price: 0.3));
        Assert.Equal([3], one.Renting);
    }

    [Fact]
    public void OverBudgetDrain_OfWhatTheJournalKnewWhileItWasDown_DrainsAfterTheStart()
    {
        var one = RunningUntil(5, DrainsAtThreeSixty).Kill(DrainsAtThreeSixty).At(7 * 3600).Listed(Row(10, 1), Row(20, 2));

        Assert.NotEmpty(one.Destroying);
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(0.01)]
    public void OverBudgetDrain_SetBelowWhatIsSpent_OnlyHolds_UntilTheNextDay(double budget)
    {
        var lower = DrainsAtThreeSixty with { NumberInstances = 3, MaxCostPerDay = budget };
        var one = RunningUntil(5, DrainsAtThreeSixty).Kill(lower).At(6 * 3600).Listed(Row(10, 1), Row(20, 2));

        Assert.Empty(one.Destroying);
        Assert.Empty(one.Renting);
        Assert.EndsWith("that was so when it was set, so nothing is rented and nothing destroyed; magister drain destroys what runs", one.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);

        one.At(30 * 3600).Listed(Row(10, 1), Row(20, 2));
        Assert.NotEmpty(one.Destroying);
    }

    [Fact]
    public void OverBudgetHold_DestroysNothing_AndTellsTheJournalNothing()
    {
        var one = RunningUntil(9, DrainsAtThreeSixty with { DrainsOverBudget = false });

        Assert.Empty(one.Destroying);
        Assert.Empty(one.Journal.OfType<DrainBudgetsSet>());
    }

    // Two that together cost 0.6 USD an hour, rented late on the previous day, which had room for them.
    private static Scenario RunningUntil(double hours, FleetSettings settings) => new Scenario(settings)
        .Asleep(-4 * 3600).StartWith([], Offer(1, price: 0.3), Offer(2, price: 0.3)).Rented(1, 10).Rented(2, 20).Verify(1).Verify(2)
        .At(-3600).Listed(Row(10, 1), Row(20, 2)).At(hours * 3600).Listed(Row(10, 1), Row(20, 2));
}
