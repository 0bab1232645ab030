using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class BudgetRuleTests
{
    private static readonly FleetSettings OneDollar = Settings(9) with { MaxCostPerHour = 1 };

    [Fact]
    public void Committed_CountsContractsAndRents_AndWhatHasNoPriceAsTheDearest()
    {
        var history = new History().Lease(1, Offer(100, price: 0.2)).Lease(2, Offer(200, price: 0.2)).Record(new ContractSeen(2, 0.3, null, null, null));
        Assert.Equal(0.5, BudgetRule.Committed(history.Fleet, OneDollar), 9);

        history.Record(new RentIntended(Offer(7, price: 0.1)));
        Assert.Equal(0.6, BudgetRule.Committed(history.Fleet, OneDollar), 9);

        history.Record(new RentUncertain(7, "reset")).Lease(3, Offer(300, price: null));
        Assert.Equal(1.1, BudgetRule.Committed(history.Fleet, OneDollar), 9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    [InlineData(1e308)]
    public void Committed_OfAPriceThatIsNone_CountsTheDearest(double price) =>
        Assert.Equal(0.5, BudgetRule.Committed(new History().Lease(1, Offer(100, price: price)).Fleet, OneDollar), 9);

    [Fact]
    public void Objection_IsToWhatDoesNotFit_WithTheDiskThatIsRented()
    {
        var fleet = new History().Lease(1, Offer(100, price: 0.5)).Lease(2, Offer(200, price: 0.2)).Fleet;
        var disk = OneDollar with { Query = OneDollar.Query with { DiskSpace = 736 } };

        Assert.Null(BudgetRule.Objection(Offer(7, price: 0.3), fleet, OneDollar));
        Assert.Null(BudgetRule.Objection(Offer(7, price: 9), fleet, Settings(9)));
        Assert.NotNull(BudgetRule.Objection(Offer(7, price: 0.2) with { StorageCost = 0.2 }, fleet, disk));
        var objection = BudgetRule.Objection(Offer(7, price: 0.31), fleet, OneDollar)!;
        Assert.Equal(
            (ObjectionKind.OverBudget, false, "it costs 0.31 USD an hour, over what the budget leaves: max_cost_per_hour is 1 USD, and 2 that are alive or on their way cost 0.7"),
            (objection.Kind, objection.IsLasting, objection.Words));
    }
}
