using Magister.Benchmarks.Statistics;

namespace Magister.Tests.Benchmarks;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)]
    [InlineData(new[] { 4.0, 1, 2, 9 }, 3)]
    [InlineData(new[] { 5.0 }, 5)]
    public void Median_AnyOrder_IsTheMiddle(double[] runs, double median) => Assert.Equal(median, Of(runs).Median);

    [Fact]
    public void Spread_SeveralRuns_IsTheRangeByTheMedian() => Assert.Equal(0.2, Of(9, 10, 11).Spread!.Value, 9);

    [Theory]
    [InlineData(new[] { 7.0 })]
    [InlineData(new[] { 0.0, 0, 0 })]
    public void Spread_OneRunOrMedianZero_IsNone(double[] runs) => Assert.Null(Of(runs).Spread);

    [Theory]
    [InlineData(99, 99)]
    [InlineData(50, 50)]
    [InlineData(100, 100)]
    public void Percentile_HundredRuns_IsThatManyth(double percent, double value) =>
        Assert.Equal(value, new Sample([.. Enumerable.Range(1, 100).Select(run => (double)run).Reverse()]).Percentile(percent));

    [Fact]
    public void Over_SameTurns_DividesTurnByTurn() => Assert.Equal(new[] { 0.5, 2, 1 }, Of(1, 4, 3).Over(Of(2, 2, 3))!.Runs.ToArray());

    [Fact]
    public void Over_OtherNumberOfTurnsOrZero_IsNone()
    {
        Assert.Null(Of(1, 2).Over(Of(1)));
        Assert.Null(Of(1, 2).Over(Of(1, 0)));
    }

    [Fact]
    public void Between_RangesThatMeet_IsWithinTheNoise() => Assert.Equal(Verdict.WithinNoise, Noise.Between(Of(10, 11, 12), Of(12, 13, 14), moreIsBetter: true));

    [Fact]
    public void Between_MediansNearerThanRunsAmongThemselves_IsWithinTheNoise() =>
        Assert.Equal(Verdict.WithinNoise, Noise.Between(Of(10, 19, 20), Of(21, 22, 30), moreIsBetter: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Between_FarApart_IsJudgedByWhatIsWanted(bool moreIsBetter)
    {
        Assert.Equal(moreIsBetter ? Verdict.Better : Verdict.Worse, Noise.Between(Of(10, 11, 12), Of(20, 21, 22), moreIsBetter));
        Assert.Equal(moreIsBetter ? Verdict.Worse : Verdict.Better, Noise.Between(Of(20, 21, 22), Of(10, 11, 12), moreIsBetter));
    }

    [Fact]
    public void Between_TwoRuns_AreTooFew() => Assert.Equal(Verdict.TooFewRuns, Noise.Between(Of(1, 2), Of(10, 20, 30), moreIsBetter: true));

    private static Sample Of(params double[] runs) => new([.. runs]);
}
