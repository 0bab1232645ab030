using System.Globalization;
using System.Security.Cryptography;

namespace Magister.Simulation.Tests.Runs;

/// <summary>What to run: <c>seed=1 runs=200 days=1 seconds=60 threads=2 shared=1</c>, all optional.</summary>
internal sealed record Orders
{
    private const int RunsUsually = 200;
    private const int TrialsUsually = 5;

    public int Seed { get; init; }

    /// <summary>How many worlds, each with the next seed.</summary>
    public int Runs { get; init; } = RunsUsually;

    public double Days { get; init; } = 1;

    /// <summary>No run begins after this time; null for no limit.</summary>
    public TimeSpan? Limit { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Only worlds in which several Magisters share a fleet.</summary>
    public bool OnlyShared { get; init; }

    /// <summary>How often a planted defect is hunted, each time with other seeds.</summary>
    public int Trials { get; init; } = TrialsUsually;

    /// <summary>
    /// The orders, or what is wrong with them. Without a seed, a random one; with a time limit but no number of runs, as many as fit.
    /// </summary>
    public static (Orders? Orders, string? Problem) Parse(IEnumerable<string> arguments)
    {
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            if (parts.Length < 2 || parts[1].Length == 0 || parts[0] is "only") continue;
            if (parts[0] is not ("seed" or "runs" or "days" or "seconds" or "threads" or "trials" or "shared")) return (null, $"{parts[0]} is not known; there are seed, runs, days, seconds, threads, trials and shared");
            if (!double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0) return (null, $"{parts[0]}={parts[1]} is not a number");
            given[parts[0]] = value;
        }

        var limit = given.TryGetValue("seconds", out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return (new Orders
        {
            Seed = given.TryGetValue("seed", out var seed) ? (int)seed : RandomNumberGenerator.GetInt32(1_000_000_000),
            Runs = given.TryGetValue("runs", out var runs) ? (int)runs : limit is null ? RunsUsually : int.MaxValue,
            Days = given.GetValueOrDefault("days", 1),
            Limit = limit,
            OnlyShared = given.GetValueOrDefault("shared") > 0,
            Trials = (int)given.GetValueOrDefault("trials", TrialsUsually),
            Threads = (int)given.GetValueOrDefault("threads", Environment.ProcessorCount),
        }, null);
    }
}
