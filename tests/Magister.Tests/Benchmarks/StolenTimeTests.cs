using System.Collections.Immutable;
using Magister.Benchmarks.Statistics;

namespace Magister.Tests.Benchmarks;

public sealed class StolenTimeTests
{
    [Fact]
    public void Between_TimeWithinLooks_CountsFromTheLookBeforeToTheLookAfter()
    {
        var stolen = Looked((0, 0, 0), (10, 0, 0), (20, 10, 0), (30, 10, 0), (40, 10, 30));
        Assert.Equal(0, stolen.Between(Milliseconds(2), Milliseconds(9)).TotalMilliseconds);
        Assert.Equal(0, stolen.Between(Milliseconds(20), Milliseconds(30)).TotalMilliseconds);
        Assert.Equal(10, stolen.Between(Milliseconds(12), Milliseconds(13)).TotalMilliseconds);
        Assert.Equal(30, stolen.Between(Milliseconds(11), Milliseconds(31)).TotalMilliseconds);
    }

    [Fact]
    public void Between_TimeBeyondTheLooks_CountsWhatWasSeen() =>
        Assert.Equal(5, Looked((10, 1, 0), (20, 6, 0)).Between(TimeSpan.Zero, Milliseconds(90)).TotalMilliseconds);

    [Fact]
    public void Part_TwoProcessors_IsOfBothTogether() => Assert.Equal(0.2, Looked((0, 5, 0), (50, 15, 10), (100, 45, 0)).Part(), 9);

    private static StolenTime Looked(params IEnumerable<(int Moment, int First, int Second)> looks)
    {
        var stolen = new StolenTime();
        foreach (var (moment, first, second) in looks) stolen.Look(Milliseconds(moment), ImmutableArray.Create(Milliseconds(first), Milliseconds(second)));
        return stolen;
    }

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
