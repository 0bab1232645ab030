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
}
