using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class CreditTests
{
    [Fact]
    public void Credit_EnoughForDays_IsAskedEveryQuarterOfAnHour()
    {
        var one = Running(number: 1).Credit(1000);
        Assert.Equal((1000.0, At(60)), (one.Engine.View.Credit.Credit, one.Engine.View.Credit.At));
        Assert.False(one.At(60 + 899).IsAskingForTheAccount);
        Assert.True(one.At(60 + 900).IsAskingForTheAccount);
    }

    [Fact]
    public void Credit_EnoughForHours_IsAskedEveryFiveMinutes_AndRunsDownMeanwhile()
    {
        var one = Running(number: 1).Credit(3);
        Assert.Equal(10, one.Engine.View.Credit.HoursLeftAt(one.Fleet, At(60))!.Value, 6);
        Assert.Equal(2.7, one.Engine.View.Credit.LeftAt(one.Fleet, At(3660))!.Value, 6);
        Assert.True(one.At(60 + 300).IsAskingForTheAccount);
        Assert.Empty(one.Journal.OfType<AccountChecked>());
    }

    [Fact]
    public void Floor_CreditBelow_RentsNothing_AndMoreCreditRentsAgain()
    {
        var two = Running(number: 2, floor: 5).Credit(4.99);
        var hold = Assert.Single(two.Engine.View.Holds);
        Assert.Equal(("the account has 4.99 USD left, below credit_floor (5)", "credit above credit_floor", false), (hold.Reason, hold.LiftedBy, hold.MeansNotReady));
        Assert.Null(two.Searching);
        two.At(60 + 300).Credit(50);
        Assert.Empty(two.Engine.View.Holds);
        Assert.NotNull(two.Searching);
    }

    [Fact]
    public void Floor_CreditRunsBelowItBetweenTwoAnswers_RentsNothing()
    {
        var two = Running(number: 2, floor: 5).Credit(5.01);
        Assert.NotNull(two.Searching);
        two.At(60 + 290).Offered(Offer(200));
        Assert.Empty(two.Renting);
        Assert.IsType<Hold.Credit>(Assert.Single(two.Engine.View.Holds));
    }

    [Fact]
    public void Floor_CreditNotToldYet_IsWaitedForFiveMinutesAtMost()
    {
        var two = Running(number: 2, floor: 5);
        Assert.Equal("what credit the account has left is not known yet", two.Engine.View.RentsHeldBackReason);
        two.AccountEnds(new Outcome<AccountStanding>.Unauthorised("no user_read"));
        Assert.Null(two.Engine.View.KeyRefusal);
        Assert.NotNull(two.At(60 + 299).Engine.View.RentsHeldBackReason);
        Assert.Null(two.At(60 + 300).Engine.View.RentsHeldBackReason);
        Assert.NotNull(two.Searching);
    }

    [Fact]
    public void Floor_Unset_RentsWhateverIsLeft() => Assert.NotNull(Running(number: 2).Credit(0.01).Searching);

    // One runs, at 0.3 USD an hour, and Vast is asked for the account.
    private static Scenario Running(int number, double? floor = null) =>
        new Scenario(Settings(number) with { CreditFloor = floor }, new History().Verified(1)) { CreditAtOnce = null }.Asleep(60).Start().Listed(Row(1, 100));
}
