using System.Collections.Immutable;
using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Folding;

public sealed class CostTests
{
    private const double Hour = 3600;
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public void Costs_Phases_ChargeStorageFromTheRentAndTheGpuFromRunning()
    {
        var history = new History().Lease(1, Offer(100, price: 0.5) with { StorageTotalCost = 0.02 });
        history.At(Hour).Status(1, "running");
        Assert.Equal(0.02, Usd(history, Hour), 9);
        Assert.Equal(0.02 + (2 * 0.5), Usd(history, 3 * Hour), 9);
        history.At(3 * Hour).Status(1, "stopped");
        Assert.Equal(0.02 + 1 + 0.02, Usd(history, 4 * Hour), 9);
    }

    [Fact]
    public void Costs_OfWhatReportsBeforeAListShowsItRunning_ChargeTheGpuFromThenOn()
    {
        var history = new History().Lease(1, Offer(100, price: 0.5) with { StorageTotalCost = 0.02 });
        history.At(Hour).Record(new Verified(100, 1)).At(2 * Hour).Status(1, "running");
        Assert.Equal(0.02 + 0.5 + 0.5, Usd(history, 3 * Hour), 9);
    }

    [Fact]
    public void Costs_PriceChanges_CountFromThenOn()
    {
        var history = new History().Lease(1, Offer(100, price: 0.5)).Status(1, "running");
        history.At(Hour).Record(new ContractSeen(1, 0.8, null, null, null));
        Assert.Equal(0.5 + 0.8, Usd(history, 2 * Hour), 9);
    }

    [Fact]
    public void Costs_PastMidnight_BelongToTheirDays()
    {
        var history = new History().At(20 * Hour).Lease(1, Offer(100, price: 1)).Status(1, "running");
        history.At(26 * Hour).Destroying(1).Record(new Destroyed(1, false));
        var rows = history.Fleet.Costs.Rows.Values.ToArray();
        Assert.Equal([(Day, 4.0), (Day.AddDays(1), 2.0)], rows.Select(row => (row.Day, Math.Round(row.Usd, 9))));
        Assert.Equal((4.0, 2.0), (Math.Round((double)history.Fleet.Costs.Days[Day], 9), Math.Round(history.Fleet.CostSince(Day.AddDays(1), At(30 * Hour)), 9)));
    }

    [Fact]
    public void Costs_OfWhatDisappeared_EndWhenListsLackedIt()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running");
        history.At(Hour).Record(new SeenMissing(1)).At(5 * Hour).Record(new ConfirmedGone(1));
        Assert.Equal(1, Usd(history, 9 * Hour), 9);
    }

    [Theory]
    [InlineData(false, DestroyCause.MissedDeadline, LeaseOutcome.NeverWorked)]
    [InlineData(false, DestroyCause.Dropped, LeaseOutcome.NeverWorked)]
    [InlineData(true, DestroyCause.Dropped, LeaseOutcome.Dropped)]
    [InlineData(true, DestroyCause.Unhealthy, LeaseOutcome.Worked)]
    [InlineData(false, DestroyCause.Surplus, LeaseOutcome.Surplus)]
    [InlineData(true, DestroyCause.Drained, LeaseOutcome.Drained)]
    public void Costs_OfWhatEnded_HaveItsOutcomeOnEachDay(bool isVerified, DestroyCause cause, LeaseOutcome outcome)
    {
        var history = new History().Lease(1, Offer(100, price: 1), isVerified).Status(1, "running");
        history.At(30 * Hour).Destroying(1, cause).Record(new Destroyed(1, false));
        Assert.Equal([outcome, outcome], history.Fleet.Costs.Rows.Values.Select(row => row.Outcome!.Value));
    }

    [Fact]
    public void Bill_ReadOfADay_IsWhatItCost()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running").At(25 * Hour).Record(Bill((1, 23.5), (77, 4)));
        Assert.Equal(23.5 + 1, Usd(history, 25 * Hour), 9);
        Assert.Equal((24.0, 23.5), (Math.Round(Row(history).CountedUsd, 9), Row(history).BilledUsd));
        history.At(26 * Hour).Status(1, "stopped").Record(Bill((1, 23.5)));
        Assert.Equal(23.5 + 2, Usd(history, 26 * Hour), 9);
    }

    [Fact]
    public void Bill_OfADayOnWhichItWasGivenAway_IsNotTaken()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running");
        history.At(10 * Hour).Record(new Released(1, "relabelled")).At(25 * Hour).Record(Bill((1, 24)));
        Assert.Equal((10.0, null, LeaseOutcome.Released), (Math.Round(Usd(history, 25 * Hour), 9), Row(history).BilledUsd, Row(history).Outcome!.Value));
    }

    [Fact]
    public void Costs_OfWhatIsTakenOverAgain_AreNotCountedTwice()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running").At(Hour).Record(new ConfirmedGone(1));
        history.At(2 * Hour).Record(new Adopted { InstanceId = 1, OfferId = 100, Offer = Offer(100, price: 1), StartedAt = Epoch }).Status(1, "running");
        Assert.Equal(1 + 2, Usd(history, 3 * Hour), 9);
    }

    [Fact]
    public void Costs_OfMoreInstancesThanAreToldApart_AreKeptInAll()
    {
        var history = new History();
        for (var instance = 1; instance <= CostLedger.MaxRows + 10; instance++)
        {
            history.At(instance).Lease(instance, Offer(instance, price: 3600)).Status(instance, "running");
            history.At(instance + 1).Destroying(instance).Record(new Destroyed(instance, false));
        }

        var costs = history.Fleet.Costs;
        Assert.Equal((CostLedger.MaxRows, 10), (costs.Rows.Count, costs.Sums.Values.Sum(sum => sum.Contracts)));
        Assert.Equal(CostLedger.MaxRows + 10, (double)costs.Days[Day], 6);
        Assert.Equal(CostLedger.MaxRows + 10, costs.Since(Day).Sum(row => row.Usd), 6);
    }

    [Fact]
    public void Costs_OfAPriceThatCannotBe_AreNothing()
    {
        foreach (var price in new[] { 0, -1.5, 1e308, double.NaN })
        {
            Assert.Equal(0, Usd(new History().Lease(1, Offer(100, price: price)).Status(1, "running"), Hour));
        }
    }

    [Fact]
    public void Spending_OfAMonth_IsForecastToItsEnd()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running");
        var spending = Spending.Compute(history.Fleet, At((24 * Hour) + Hour));
        Assert.Equal((1.0, 25.0, 31 * 24.0, 0), (spending.Today, spending.Month, spending.MonthForecast, history.Fleet.Costs.Since(Day).NeverWorkedUsd()));
    }

    [Fact]
    public void Spending_OfAnInstanceThatNeverWorked_IsApart()
    {
        var history = new History().Lease(1, Offer(100, price: 1)).Status(1, "running").Lease(2, Offer(200, price: 1)).Status(2, "running");
        history.At(Hour).Destroying(2).Record(new Destroyed(2, false));

        var spending = Spending.Compute(history.Fleet, At(2 * Hour));
        Assert.Equal((3.0, 1.0), (spending.Month, history.Fleet.Costs.Since(Day).NeverWorkedUsd()));
    }

    [Theory]
    [InlineData("day", "2026-01-01:1 2026-01-02:2")]
    [InlineData("outcome", "worked:2 alive:1")]
    [InlineData("machine", "1200:2 1100:1")]
    [InlineData("gpu", "RTX 4090:3")]
    [InlineData("pool", "default:3")]
    public void Grouping_ByEachThing_AddsUpTheSame(string by, string expected)
    {
        var history = new History().At(23 * Hour).Lease(1, Offer(100, price: 1)).Status(1, "running").At(24 * Hour).Status(1, "stopped");
        history.Lease(2, Offer(200, price: 1), verified: true).Status(2, "running").At(26 * Hour).Destroying(2, DestroyCause.Unhealthy).Record(new Destroyed(2, false));
        var groups = CostGrouping.Group(history.Fleet.CostsAt(At(26 * Hour)).Since(Day), by);
        Assert.Equal(expected, string.Join(' ', groups.Select(group => $"{group.Key}:{Math.Round(group.Usd, 6)}")));
    }

    private static BillRead Bill(params (long Instance, double Usd)[] charges) =>
        new(Day, charges.ToImmutableSortedDictionary(charge => charge.Instance, charge => charge.Usd));

    private static double Usd(History history, double seconds) => history.Fleet.CostSince(Day, At(seconds));

    private static CostRow Row(History history) => history.Fleet.Costs.Rows[(Day, 1)];
}
