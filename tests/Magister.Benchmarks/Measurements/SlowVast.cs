using System.Collections.Immutable;
using System.Diagnostics;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;
using Magister.Benchmarks.Statistics;
using Magister.Simulator;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks.Measurements;

/// <summary>How long <c>/summary</c> takes while Vast takes 5 s for everything and ten instances are still to be rented.</summary>
internal static class SlowVast
{
    private const string Name = "/summary at 10 a second while Vast takes 5 s";
    private const int Requests = 200;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    public static Measurement Measurement => Measurement.Fresh(
        [
            new RowPlan($"{Name}, p50", "ms"),
            new RowPlan($"{Name}, p99", "ms") { Limit = Limit.AtMost(10) },
            new RowPlan($"{Name}, slowest", "ms"),
        ],
        RunAsync);

    /// <summary>A simulated Vast that takes 5 s for each call.</summary>
    public static SimulatorOptions Options(SimulatorOptions options) =>
        options with { Desk = options.Desk with { Latency = DurationRange.Seconds(5, 5) } };

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, BenchSettings settings)
    {
        await using var world = await World.CreateAsync(Options);
        var magister = await world.StartAsync(10, SettledFleet.Variables(subject, ("TASK_POLLING_INTERVAL_SECS", "2")));
        await magister.SummaryAsync();
        var times = ImmutableArray.CreateBuilder<double>(Requests);
        var clock = Stopwatch.StartNew();
        for (var request = 0; request < Requests; request++)
        {
            var wait = (Gap * request) - clock.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            var asked = Stopwatch.GetTimestamp();
            await magister.Http.GetStringAsync("summary");
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        var sample = new Sample(times.DrainToImmutable());
        return [new($"{Name}, p50", sample.Median), new($"{Name}, p99", sample.Percentile(99)), new($"{Name}, slowest", sample.Max)];
    }
}
