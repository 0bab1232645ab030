using System.Collections.Immutable;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>How many requests a second a settled fleet's Magister answers, and how fast.</summary>
internal static class Rates
{
    // Ten times the original's rate on the machine where the issue was written.
    private const double MinInstancesWithThousand = 3000;

    // Nothing happens at Vast during the measurement.
    private static readonly TimeSpan Rarely = TimeSpan.FromHours(1);

    public static Measurement WithTen => With(
        10,
        new RateTarget("summary", "/summary with 10") { Limit = Limit.RatioAtLeast(0.9), KestrelLimit = Limit.RatioAtLeast(0.95) },
        new RateTarget("instances", "/instances with 10"));

    public static Measurement WithThousand => With(
        1000,
        new RateTarget("summary", "/summary with 1,000") { Limit = Limit.RatioAtLeast(0.8) },
        new RateTarget("instances", "/instances with 1,000") { Limit = Limit.AtLeast(MinInstancesWithThousand) },
        new RateTarget("summary", "/summary with 1,000 as br") { Encoding = "br" },
        new RateTarget("summary", "/summary with 1,000 as gzip") { Encoding = "gzip" },
        new RateTarget("summary", "/summary with 1,000 as 304") { IsConditional = true });

    private static Measurement With(int number, params ImmutableArray<RateTarget> targets) => new()
    {
        Rows = [.. targets.SelectMany(target => target.Rows)],
        PrepareAsync = (subject, settings) => PrepareAsync(subject, settings, number, targets),
    };

    private static async Task<Stage> PrepareAsync(Subject subject, BenchSettings settings, int number, ImmutableArray<RateTarget> targets)
    {
        var fleet = await SettledFleet.StartAsync(subject, number, Rarely);
        var lanes = new List<RateLane>();
        try
        {
            foreach (var target in targets.Where(target => target.Rows.Any(row => settings.Wants(row.What)))) lanes.Add(await RateLane.OpenAsync(fleet, target, settings));
            return new Stage([.. lanes.Select(lane => (Step)lane.RunAsync)], [.. lanes, fleet]);
        }
        catch
        {
            foreach (var lane in lanes) await lane.DisposeAsync();
            await fleet.DisposeAsync();
            throw;
        }
    }
}
