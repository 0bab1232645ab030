using System.Diagnostics;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>What ten settled instances cost while nothing happens: one look at Vast every 30 s, the first of which is over.</summary>
internal static class IdleCpu
{
    private const string What = "idle CPU over 2 minutes, 10 instances";
    private const int Number = 10;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(30);

    // Linux counts in steps of 10 ms, of kernel and of user time: 0.07 % of half a minute, 0.02 % of this.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    public static Measurement Measurement =>
        Measurement.Fresh([new RowPlan(What, "%") { Limit = Limit.AtMost(0.2) }], RunAsync) with { AtOnce = true };

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, BenchSettings settings)
    {
        await using var fleet = await SettledFleet.StartAsync(subject, Number, Polling);
        await fleet.ListsOnceMoreAsync(Number);
        var (before, clock) = (ProcessFigures.Busy(fleet.Magister.Id), Stopwatch.StartNew());
        await Task.Delay(Window);
        return [new(What, (ProcessFigures.Busy(fleet.Magister.Id) - before) / clock.Elapsed * 100)];
    }
}
