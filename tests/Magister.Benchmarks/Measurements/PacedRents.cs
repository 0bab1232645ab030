using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks.Measurements;

/// <summary>How long several rents take at the limits that Vast documents, as a multiple of the least time that the limits allow.</summary>
internal static class PacedRents
{
    private const string What = "8 rents at Vast's limits, of (N - 1) × 4.5 s";
    private const int Number = 8;
    private const double PatienceSeconds = 120;
    private static readonly TimeSpan Floor = (Number - 1) * TimeSpan.FromSeconds(4.5);

    public static Measurement Measurement =>
        Measurement.Fresh([new RowPlan(What, "×") { Limit = Limit.AtMost(1.05) }], RunAsync) with { AtOnce = true };

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, BenchSettings settings)
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Limits = new RateLimitOptions() } });
        var magister = await world.StartAsync(
            Number,
            SettledFleet.Variables(
                subject, ("VAST_RATE_LIMIT_CREATE_SECS", "4.5"), ("VAST_RATE_LIMIT_DESTROY_SECS", "3"), ("VAST_RATE_LIMIT_LIST_SECS", "1"),
                ("VAST_RATE_LIMIT_SEARCH_SECS", "6"), ("TASK_POLLING_INTERVAL_SECS", "30")));
        await world.SettlesAsync(magister, Number, PatienceSeconds);
        var truth = world.Vast.Market.Truth();
        if (truth.TooManyRequests > 0) return [Reading.Failed(What, $"{truth.TooManyRequests} calls were answered with 429")];
        var rents = truth.To(VastEndpoint.Create).Select(call => call.ArrivedAt).Order().ToArray();
        return [new(What, (rents[^1] - rents[0]) / Floor)];
    }
}
