using Magister.Vast.Sending;

namespace Magister.Vast.Tests.Sending;

public sealed class EndpointPaceTests
{
    private static readonly EndpointPace Create = new() { Gap = Seconds(4.5), FirstBackoff = Seconds(10) };

    [Fact]
    public void WaitAt_NothingStartedYet_IsZero() => Assert.Equal(TimeSpan.Zero, Create.WaitAt(TimeSpan.Zero));

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4.5)]
    [InlineData(6)]
    public void StartedAt_AnyGap_KeepsItWithAMarginBelowATenth(double gap)
    {
        var wait = (Create with { Gap = Seconds(gap) }).StartedAt(Seconds(100)).WaitAt(Seconds(100));
        Assert.InRange(wait.TotalSeconds, gap * 1.02, gap * 1.08);
    }

    [Fact]
    public void StartedAt_NoGap_NeverWaits() =>
        Assert.Equal(TimeSpan.Zero, (Create with { Gap = TimeSpan.Zero }).StartedAt(Seconds(1)).WaitAt(Seconds(1)));

    [Fact]
    public void StartedAt_SaidAgainLater_CountsFromTheLaterMoment() =>
        Assert.Equal(Create.StartedAt(Seconds(2)).NextStart, Create.StartedAt(Seconds(1)).StartedAt(Seconds(2)).NextStart);

    [Fact]
    public void LimitedAt_ThresholdAboveTheGap_RaisesTheGapForGood()
    {
        var pace = Create.LimitedAt(Seconds(1), Seconds(12), 0.5);
        Assert.Equal(Seconds(12), pace.Gap);
        Assert.Equal(Seconds(12), pace.Accepted().Accepted().Gap);
        Assert.Equal(TimeSpan.Zero, pace.Backoff);
        Assert.True(pace.WaitAt(Seconds(1)) >= Seconds(12));
    }

    [Fact]
    public void LimitedAt_ThresholdBelowTheGap_DoesNotLowerIt() =>
        Assert.Equal(Seconds(4.5), Create.LimitedAt(Seconds(1), Seconds(1), 0.5).Gap);

    [Fact]
    public void LimitedAt_ThresholdThatIsKept_WaitsOneGapTheFirstTimeAndBacksOffTheSecond()
    {
        var once = Create.LimitedAt(Seconds(1), Seconds(4.5), 0);
        Assert.InRange(once.WaitAt(Seconds(1)).TotalSeconds, 4.5, 5);
        Assert.Equal(Seconds(10), once.LimitedAt(Seconds(6), Seconds(4.5), 0).WaitAt(Seconds(6)));
    }

    [Fact]
    public void LimitedAt_AbsurdThreshold_IsBounded() =>
        Assert.Equal(EndpointPace.MaxGapLearnt, Create.LimitedAt(Seconds(1), Seconds(1e8), 0.5).Gap);

    [Fact]
    public void LimitedAt_NoThreshold_DoublesToTwelveTimesTheFirst()
    {
        double[] waits = [.. Limits(Create, chance: 0).Select(pace => pace.WaitAt(TimeSpan.Zero).TotalSeconds)];
        Assert.Equal([10, 20, 40, 80, 120, 120], waits);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void LimitedAt_AnyJitter_StaysBetweenTheBackoffAndTheMost(double chance)
    {
        foreach (var pace in Limits(Create, chance)) Assert.InRange(pace.WaitAt(TimeSpan.Zero), pace.Backoff, Seconds(120));
    }

    [Fact]
    public void LimitedAt_DifferentChances_SpreadTheWaits() => Assert.NotEqual(
        Create.LimitedAt(TimeSpan.Zero, null, 0.1).NextStart, Create.LimitedAt(TimeSpan.Zero, null, 0.9).NextStart);

    [Fact]
    public void Accepted_AfterBackoff_ComesBackByHalvesUntilTheGapAlone()
    {
        var pace = Limits(Create with { Gap = Seconds(1) }, chance: 0).Last();
        var spacings = new List<double>();
        for (var answer = 0; answer < 7; answer++)
        {
            pace = pace.Accepted();
            spacings.Add(pace.Spacing.TotalSeconds);
        }

        Assert.Equal([60, 30, 15, 7.5, 3.75, 1.04, 1.04], spacings);
    }

    [Fact]
    public void StartedAt_WhileBackingOff_KeepsTheBackoffBetweenCalls() =>
        Assert.Equal(Seconds(10), Create.LimitedAt(TimeSpan.Zero, null, 0).StartedAt(Seconds(50)).WaitAt(Seconds(50)));

    private static IEnumerable<EndpointPace> Limits(EndpointPace pace, double chance)
    {
        for (var limit = 0; limit < 6; limit++)
        {
            pace = pace.LimitedAt(TimeSpan.Zero, null, chance);
            yield return pace;
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
