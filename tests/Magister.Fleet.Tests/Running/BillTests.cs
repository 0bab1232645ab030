using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class BillTests
{
    private const double Hour = 3600;
    private const double NextMorning = (24.5 * Hour) + 1;
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public void Bill_OfADayThatIsOver_IsReadOnceHalfAnHourLater()
    {
        var one = Running();
        Assert.Null(one.At(24.4 * Hour).AskingForBillOf);
        Assert.Equal(Day, one.At(NextMorning).AskingForBillOf);
        one.Billed((1, 7.25), (99, 3));
        var bill = Assert.Single(one.Journal.OfType<BillRead>());
        Assert.Equal(Day, bill.Day);
        Assert.Equal([KeyValuePair.Create(1L, 7.25)], bill.Charges);
        Assert.Null(one.At(48 * Hour).AskingForBillOf);
        Assert.Equal(Day.AddDays(1), one.At(NextMorning + (24 * Hour)).AskingForBillOf);
    }

    [Fact]
    public void Bill_ThatLacksAnInstance_IsAskedForHourlyAndThenTakenAsItIs()
    {
        var one = Running().At(NextMorning).Billed();
        Assert.Null(one.At(NextMorning + (0.9 * Hour)).AskingForBillOf);
        Assert.Equal(Day, one.At(NextMorning + (1.1 * Hour)).AskingForBillOf);
        Assert.Empty(one.Billed().Journal.OfType<BillRead>());
        Assert.Single(one.At(73 * Hour).Billed().Journal.OfType<BillRead>());
        Assert.True(one.Fleet.Costs.Rows[(Day, 1)].Usd > 7);
    }

    [Fact]
    public void Bill_ThatCannotBeRead_IsAskedForAgainAndSaysNothingOfTheKey()
    {
        var one = Running().At(NextMorning).BillEnds(new Outcome<DayBill>.Unauthorised("no billing_read"));
        Assert.Null(one.Engine.View.KeyRefusal);
        Assert.Contains(one.Notices, notice => notice is Notice.CallFailed { Call: "charges" });
        Assert.Equal(Day, one.At(NextMorning + (1.1 * Hour)).AskingForBillOf);
    }

    [Fact]
    public void Bill_OfDaysBeforeAStart_IsReadDayByDay()
    {
        var one = Running().Asleep(73 * Hour).Kill();
        Assert.Equal(Day, one.AskingForBillOf);
        Assert.Equal(Day.AddDays(1), one.Billed((1, 7)).AskingForBillOf);
        Assert.Equal(Day.AddDays(2), one.Billed((1, 7)).AskingForBillOf);
        Assert.Null(one.Billed((1, 7)).AskingForBillOf);
    }

    [Fact]
    public void Bill_WhereNothingWasEverRented_IsNotAskedFor() => Assert.Null(new Scenario().Start().At(30 * Hour).AskingForBillOf);

    private static Scenario Running() => new Scenario(Settings(1)).StartWith([], Offer(100)).Rented(100, 1).Verify(100).At(60).Listed(Row(1, 100));
}
