using Magister.Benchmarks.Reporting;
using Magister.Benchmarks.Rows;

namespace Magister.Tests.Benchmarks;

public sealed class RowTests
{
    private static readonly RowPlan Rate = new("rate", "req/s") { MoreIsBetter = true, Reference = "nginx", Limit = Limit.RatioAtLeast(0.9) };

    [Theory]
    [InlineData(95, true)]
    [InlineData(85, false)]
    public void IsMet_LimitOfTheRatio_IsHeldAgainstTheMedianRatio(double value, bool isMet) =>
        Assert.Equal(isMet, Row.Of(Rate, [new("rate", value, 100), new("rate", value, 100), new("rate", 1, 100)]).IsMet);

    [Fact]
    public void IsMet_LimitOfEach_IsHeldAgainstTheWorst()
    {
        var plan = new RowPlan("drop", "ms") { Limit = Limit.NoneAbove(50) };
        Assert.True(Row.Of(plan, [new("drop", 1), new("drop", 49)]).IsMet);
        Assert.False(Row.Of(plan, [new("drop", 1), new("drop", 2), new("drop", 51)]).IsMet);
    }

    [Fact]
    public void Of_RunThatFailed_SpoilsTheRow()
    {
        var row = Row.Of(Rate, [new("rate", 100, 100), Reading.Failed("rate", "7 requests failed")]);
        Assert.Equal((null, "7 requests failed", false), (row.Runs, row.Note, row.IsMet));
    }

    [Fact]
    public void Of_NotOffered_IsNoFault() => Assert.Null(Row.Of(Rate, [Reading.NotOffered("rate")]).IsMet);

    [Fact]
    public void Of_NothingMeasured_IsAFault() => Assert.False(Row.Of(Rate, []).IsMet);

    [Fact]
    public void MarkdownTable_CellsOfAnyWidth_StandInLine() => Assert.Equal(
        """
        | what  | runs |
        | ----- | ---: |
        | rates |    3 |
        | ×     | 1–20 |

        """,
        MarkdownTable.Of(["what", "runs"], [["rates", "3"], ["×", "1–20"]]));

    [Theory]
    [InlineData(36461.08, "36,461")]
    [InlineData(12.34, "12.3")]
    [InlineData(1.026, "1.03")]
    [InlineData(0.03, "0.03")]
    public void Number_AnySize_HasThreeDigitsThatCount(double figure, string words) => Assert.Equal(words, Words.Number(figure));
}
