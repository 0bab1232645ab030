using Magister.Telemetry;
using Magister.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Telemetry;

public sealed class SparseLogTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly KeptLines<SparseLog> told = new();
    private readonly SparseLog sparse;

    public SparseLogTests() => sparse = new SparseLog(time, told);

    public void Dispose() => sparse.Dispose();

    [Fact]
    public void Flood_IsToldInItsFirstLinesAndThenOnceAMinute()
    {
        Assert.Equal(SparseLog.First, Calls(10_000));
        time.Advance(SparseLog.Window);
        Assert.Equal(0, Calls(7));
        time.Advance(SparseLog.Window);

        Assert.Equal(["In the last minute there were 9995 more calls, not logged one by one", "In the last minute there were 7 more calls, not logged one by one"], told.Lines);
    }

    [Fact]
    public void Kind_ThatWasQuietForAMinute_IsToldAgain()
    {
        Calls(10);
        time.Advance(SparseLog.Window);
        time.Advance(SparseLog.Window);

        Assert.Equal(SparseLog.First, Calls(10));
    }

    [Fact]
    public void Kinds_DoNotShareTheirLines_AndAFewADayAreAllTold()
    {
        Calls(10);
        Assert.True(sparse.Takes("others"));
        for (var day = 0; day < 20; day++)
        {
            Assert.True(sparse.Takes("rare ones"));
            time.Advance(TimeSpan.FromDays(1));
        }
    }

    private int Calls(int count) => Enumerable.Range(0, count).Count(_ => sparse.Takes("calls"));
}
