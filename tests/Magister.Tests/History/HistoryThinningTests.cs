using Magister.History;
using static Magister.Tests.History.FleetHistoryTests;

namespace Magister.Tests.History;

public sealed class HistoryThinningTests
{
    [Fact]
    public void Nothing_StaysNothing() => Assert.Empty(HistoryThinning.Thin([], 7));

    [Fact]
    public void Steps_KeepTheMinuteWithTheFewestWorking()
    {
        var minutes = Enumerable.Range(1, 20).Select(minute => At(minute, working: minute == 8 ? 0 : minute)).ToArray();

        var points = HistoryThinning.Thin(minutes, 10);

        Assert.Equal([0, 11], points.Select(point => point.Told!.Value.Working));
    }

    [Fact]
    public void Gap_StaysAGap()
    {
        var points = HistoryThinning.Thin([At(1), At(2), At(31), At(32)], 10);

        Assert.Equal([true, false, false, true], points.Select(point => point.Told is not null));
    }

    [Fact]
    public void Times_AreEvenAndEndWithTheLastMinute()
    {
        var points = HistoryThinning.Thin([.. Enumerable.Range(0, 25).Select(minute => At(minute))], 10);

        Assert.Equal([0, 10, 20, 24], points.Select(point => point.Minute - 29_000_000));
    }
}
