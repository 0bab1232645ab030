using System.Diagnostics;
using System.Globalization;
using Magister.Simulator;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks;

/// <summary>The measurements, in the order in which they are printed.</summary>
internal static class Measurements
{
    private const int Starts = 5;
    private const int Drops = 20;
    private const int PacedRents = 8;

    public static IReadOnlyList<Func<Task<IReadOnlyList<Figure>>>> All => [StartAsync, SlowVastAsync, DropAsync, PacedRentsAsync, ThousandAsync];

    private static SimulatorOptions Slow(SimulatorOptions options) =>
        options with { Desk = options.Desk with { Latency = DurationRange.Seconds(5, 5) } };

    private static async Task<IReadOnlyList<Figure>> StartAsync()
    {
        var milliseconds = new List<double>();
        for (var run = 0; run < Starts; run++)
        {
            await using var world = await World.CreateAsync(Slow);
            var clock = Stopwatch.StartNew();
            var magister = world.Start(10);
            while (await magister.GetAsync("summary") is null) await Task.Delay(2);
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        }

        return [new Figure($"process start to first /summary, median of {Starts}", milliseconds.Order().ElementAt(Starts / 2), 500, "ms")];
    }

    private static async Task<IReadOnlyList<Figure>> SlowVastAsync()
    {
        await using var world = await World.CreateAsync(Slow);
        var magister = await world.StartAsync(10);
        await magister.SummaryAsync();
        var worst = 0.0;
        for (var request = 0; request < 200; request++)
        {
            var clock = Stopwatch.StartNew();
            await magister.Http.GetStringAsync("summary");
            worst = Math.Max(worst, clock.Elapsed.TotalMilliseconds);
            await Task.Delay(100);
        }

        return [new Figure("slowest /summary at 10 a second for 20 s, every Vast call taking 5 s", worst, 50, "ms")];
    }

    private static async Task<IReadOnlyList<Figure>> DropAsync()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(5, ("TASK_POLLING_INTERVAL_SECS", "30"));
        await world.SettlesAsync(magister, 5);
        var (toDestroy, toRent) = (new List<double>(), new List<double>());
        for (var drop = 0; drop < Drops; drop++)
        {
            var victim = world.Ours().First();
            await magister.DropAsync(victim.OfferId!.Value, "measured");
            var answeredAt = TimeProvider.System.GetUtcNow();
            await world.SettlesAsync(magister, 5);
            var calls = world.Vast.Market.Truth().Calls;
            var destroy = calls.Last(call => call.Endpoint is VastEndpoint.Destroy);
            var rent = calls.First(call => call.Endpoint is VastEndpoint.Create && call.Ordinal > destroy.Ordinal);
            toDestroy.Add((destroy.ArrivedAt - answeredAt).TotalMilliseconds);
            toRent.Add((rent.ArrivedAt - destroy.AnsweredAt!.Value).TotalMilliseconds);
        }

        return
        [
            new Figure($"drop's answer to the destroy at Vast, worst of {Drops}", toDestroy.Max(), 200, "ms"),
            new Figure($"confirmed destroy to the replacement's rent, worst of {Drops}", toRent.Max(), 200, "ms"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> PacedRentsAsync()
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Limits = new RateLimitOptions() } });
        var magister = await world.StartAsync(
            PacedRents, ("VAST_RATE_LIMIT_CREATE_SECS", "4.5"), ("VAST_RATE_LIMIT_DESTROY_SECS", "3"), ("VAST_RATE_LIMIT_LIST_SECS", "1"),
            ("VAST_RATE_LIMIT_SEARCH_SECS", "6"), ("TASK_POLLING_INTERVAL_SECS", "30"));
        await world.SettlesAsync(magister, PacedRents, 120);
        var truth = world.Vast.Market.Truth();
        var rents = truth.To(VastEndpoint.Create).Select(call => call.ArrivedAt).Order().ToArray();
        return
        [
            new Figure($"{PacedRents} rents at Vast's limits, of (N - 1) x 4.5 s", (rents[^1] - rents[0]).TotalSeconds / ((PacedRents - 1) * 4.5), 1.1, "x"),
            new Figure("answers 429 meanwhile", truth.TooManyRequests, 0, ""),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> ThousandAsync()
    {
        await using var world = await World.CreateAsync(options => options with { Market = options.Market with { Offers = 6000 } });
        var clock = Stopwatch.StartNew();
        var magister = await world.StartAsync(1000, ("LOG_LEVEL", "info"), ("TASK_POLLING_INTERVAL_SECS", "5"));
        await Eventually.IsTrueAsync(
            "1,000 are known", async () => (await magister.SummaryAsync()).GetProperty("num_instances").GetInt32() == 1000, 120, () => magister.Output[Math.Max(0, magister.Output.Length - 2000)..]);
        var seconds = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(15));
        for (var request = 0; request < 100; request++) await magister.Http.GetStringAsync("instances");
        return
        [
            new Figure("1,000 instances without limits", seconds, 60, "s"),
            new Figure("resident afterwards", ResidentMebibytes(magister.Id), 150, "MiB"),
            new Figure("most alive at once beyond 1,000", world.Vast.Market.Truth().PeakAlive("magister", world.Address) - 1000, 0, ""),
        ];
    }

    private static double ResidentMebibytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
