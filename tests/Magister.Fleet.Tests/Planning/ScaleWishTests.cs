using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class ScaleWishTests
{
    [Theory]
    [InlineData(10, 9, "Instances are destroyed until 9 are left")]
    [InlineData(10, 10, null)]
    [InlineData(10, 20, null)]
    [InlineData(10, 21, "That is more than twice as many")]
    [InlineData(30, 50, null)]
    [InlineData(30, 51, "That is 21 more")]
    [InlineData(100_000, 100_000, null)]
    public void Question_IsAskedOfWhatIsNotSmall(int wanted, int number, string? why)
    {
        var question = ScaleWish.Question(number, FleetState.Empty, Settings(wanted), At(0));

        Assert.Equal(why is null, question is null);
        if (why is not null) Assert.Contains(why, question!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_OfALivingFleet_CostsWhatItsInstancesCostOnAverage()
    {
        var history = new History().Verified(1, 2);
        history.Record(new ContractSeen(1, 0.1, null, null, null), new ContractSeen(2, 0.2, null, null, null));

        Assert.Equal(1.5, ScaleWish.Question(10, history.Fleet, Settings(2), At(0))!.CostPerHour, 9);
        Assert.Equal(5, ScaleWish.Question(10, FleetState.Empty, Settings(2), At(0))!.CostPerHour, 9);
        Assert.Contains("would then cost about 1.50 USD an hour", ScaleWish.Question(10, history.Fleet, Settings(2), At(0))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_OfASmallStepThatPassesTheBudget_IsAsked()
    {
        var budget = Settings(2) with { MaxCostPerHour = 1 };

        Assert.Contains("That passes max_cost_per_hour, beyond", ScaleWish.Question(3, FleetState.Empty, budget, At(0))!.Text, StringComparison.Ordinal);
        Assert.Null(ScaleWish.Question(2, FleetState.Empty, budget, At(0)));
        Assert.Null(ScaleWish.Question(3, FleetState.Empty, budget with { MaxCostPerHour = 1.5 }, At(0)));
    }

    [Fact]
    public void Refusal_AboveTheMost_NamesBothNumbers()
    {
        var settings = Settings(2) with { MaxInstances = 5 };

        Assert.Null(ScaleWish.Refusal(5, settings));
        Assert.Null(ScaleWish.Refusal(100_000, Settings(2)));
        Assert.Equal("6 instances are more than max_instances, 5, allows", ScaleWish.Refusal(6, settings));
    }

    [Fact]
    public void NumberWanted_OfAnEarlierWordAboveTheMost_IsTheMost() =>
        Assert.Equal(5, new History().Record(new Scaled(9, 2)).Fleet.NumberWanted(Settings(2) with { MaxInstances = 5 }));

    [Fact]
    public void Question_OfANumberThatADayCannotPay_NamesTheDaysBudget()
    {
        var question = ScaleWish.Question(3, FleetState.Empty, Settings(2) with { MaxCostPerDay = 30 }, At(0));
        Assert.Contains("That passes max_cost_per_day, beyond", question!.Text, StringComparison.Ordinal);
    }
}
