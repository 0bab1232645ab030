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

        Assert.Null(BudgetRule.Objection(Offer(7, price: 0.3), BudgetRule.Room(fleet, OneDollar, At(0)), OneDollar));
        Assert.Null(BudgetRule.Objection(Offer(7, price: 9), BudgetRule.Room(fleet, Settings(9), At(0)), Settings(9)));
        Assert.NotNull(BudgetRule.Objection(Offer(7, price: 0.2) with { StorageCost = 0.2 }, BudgetRule.Room(fleet, disk, At(0)), disk));
        var objection = BudgetRule.Objection(Offer(7, price: 0.31), BudgetRule.Room(fleet, OneDollar, At(0)), OneDollar)!;
        Assert.Equal(
            (ObjectionKind.OverBudget, "it costs 0.31 USD an hour, over what the budget leaves: max_cost_per_hour is 1 USD, and 2 that are alive or on their way cost 0.7"),
            (objection.Kind, objection.Text));
    }

    [Fact]
    public void DayAndMonth_CountWhatIsSpentAndWhatIsAliveUntilTheirEnd()
    {
        var fleet = new History().Lease(1, Offer(100, price: 0.5)).Status(1, "running").Fleet;
        var day = Settings(9) with { MaxCostPerDay = 14 };
        Assert.Equal((14 - 12) / 24.0, BudgetRule.Room(fleet, day, At(0))!.PerHour, 6);
        Assert.Equal((14 - 12) / 12.0, BudgetRule.Room(fleet, day, At(12 * 3600))!.PerHour, 6);
        Assert.Equal("max_cost_per_day is 14 USD, 6.00 are spent, and what is alive or on its way will cost 6.00 more until 2026-01-02 00:00 UTC", BudgetRule.Room(fleet, day, At(12 * 3600))!.Text);

        var month = BudgetRule.Room(fleet, day with { MaxCostPerMonth = 380 }, At(12 * 3600))!;
        Assert.Equal(("max_cost_per_month", At(31 * 24 * 3600)), (month.RaisedBy, month.Until));
        Assert.Equal((380 - (31 * 12)) / ((31 * 24.0) - 12), month.PerHour, 6);
    }

    [Fact]
    public void Room_AtTheLastMomentOfADay_IsANumber() =>
        Assert.True(double.IsFinite(BudgetRule.Room(new History().Fleet, Settings(9) with { MaxCostPerDay = 14 }, At((24 * 3600) - 1e-6))!.PerHour));
}
