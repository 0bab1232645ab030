using System.Collections.Immutable;
using System.Globalization;
using Magister.Benchmarks.Load;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;
using Magister.Benchmarks.Statistics;
using Magister.Fleet;
using Magister.Journal;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Benchmarks.Measurements;

/// <summary>
/// A thousand verifies and a hundred drops a second while every tenth call to Vast fails in some way, then a kill: how fast each is
/// answered, and whether everything that was answered is in the journal.
/// </summary>
internal static class CallersUnderLoad
{
    private const string Name = "1,000 /verify and 100 /drop a second under load";
    private const string Writes = "magister_journal_append_duration_seconds_count";
    private const string Bare = "bare Kestrel, asked at the same moments";
    private const int Number = 500;
    private const int TimesTheTime = 6;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(2);

    public static Measurement Measurement => Measurement.Fresh(Plans, RunAsync) with { Runs = 1 };

    private static ImmutableArray<RowPlan> Plans =>
    [
        new RowPlan($"{Name}, p50", "ms") { Reference = Bare },
        new RowPlan($"{Name}, p99.9", "ms") { Reference = Bare, Limit = Limit.AtMost(50) },
        new RowPlan($"{Name}, slowest", "ms") { Reference = Bare },
        new RowPlan($"{Name}, p99.9 without what the machine's host took", "ms") { Limit = Limit.AtMost(50) },
        new RowPlan($"{Name}, answered a second", "calls/s") { MoreIsBetter = true },
        new RowPlan($"{Name}, dropped and rented anew a second", "instances/s") { MoreIsBetter = true },
        new RowPlan($"{Name}, lost after a kill", "calls") { Limit = Limit.NoneAbove(0) },
        new RowPlan($"{Name}, facts a write", "facts") { MoreIsBetter = true },
    ];

    private static ImmutableArray<VastEndpoint> Asking => [VastEndpoint.List, VastEndpoint.Show, VastEndpoint.Search];

    // Rents are late and nothing worse: an offer whose rent is uncertain is set aside for minutes, and Vast shows only the best 64 of all the
    // others. Nor are rents and destroys answered with 429, which would allow little to happen for twelve seconds each time.
    private static ImmutableArray<FaultRule> Misbehaviour =>
    [
        new(FaultKind.Delay) { Probability = 0.02, Delay = TimeSpan.FromSeconds(3) },
        .. Asking.Append(VastEndpoint.Destroy).SelectMany(endpoint => new FaultRule[]
        {
            new(FaultKind.InternalError) { Endpoint = endpoint, Probability = 0.02 },
            new(FaultKind.Reset) { Endpoint = endpoint, Probability = 0.02 },
            new(FaultKind.HalfJson) { Endpoint = endpoint, Probability = 0.02, Moment = FaultMoment.After },
        }),
        .. Asking.Select(endpoint => new FaultRule(FaultKind.TooManyRequests) { Endpoint = endpoint, Probability = 0.005 }),
    ];

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, BenchSettings settings)
    {
        // Otherwise a hundred drops a second would soon put every machine of the market on cooldown.
        await using var fleet = await SettledFleet.StartAsync(subject, Number, Polling, ("MACHINE_COOLDOWN_SECS", "0"));
        fleet.World.Vast.Faults.Add(Misbehaviour);
        var before = Born(fleet);
        var length = settings.Time * TimesTheTime;
        await using var bare = await Reference.BareKestrelAsync([]);
        var load = await CallerProcess.MeasureAsync(
            fleet.Magister.Http.BaseAddress!, bare.Address, length, () => fleet.World.Ours().Select(instance => instance.OfferId!.Value));
        var writes = await WritesAsync(fleet.Magister.Http);
        await fleet.Magister.KillAsync();
        var state = ((JournalReading.Done)JournalReader.Read(fleet.World.StateDirectory)).State;
        var times = new Sample(load.Milliseconds);
        var bareTimes = new Sample(load.BareMilliseconds);
        return
        [
            new($"{Name}, p50", times.Median, bareTimes.Median),
            new($"{Name}, p99.9", times.Percentile(99.9), bareTimes.Percentile(99.9)),
            new($"{Name}, slowest", times.Max, bareTimes.Max),
            new($"{Name}, p99.9 without what the machine's host took", new Sample(load.MillisecondsLessStolen).Percentile(99.9)),
            new($"{Name}, answered a second", times.Runs.Length / length.TotalSeconds),
            new($"{Name}, dropped and rented anew a second", (Born(fleet) - before) / length.TotalSeconds),
            new($"{Name}, lost after a kill", Lost(state, load)),
            new($"{Name}, facts a write", state.LastSequence / writes),
        ];
    }

    private static int Born(SettledFleet fleet) => fleet.World.Vast.Market.Truth().Instances.Length;

    // A dropped instance is marked as such, or has already ended; a verified one is known to be verified, or has ended.
    private static int Lost(FleetState state, LoadReport load) =>
        load.Dropped.Count(drop => state.LivingOf(drop.Key) is { ShouldDrop: false } lease && lease.KnownSince < drop.Value)
        + load.Verified.Count(verify => state.LivingOf(verify.Key) is { VerifiedAt: null } lease && lease.KnownSince < verify.Value);

    private static async Task<double> WritesAsync(HttpClient magister)
    {
        var lines = (await magister.GetStringAsync("metrics")).Split('\n').Where(line => line.StartsWith(Writes, StringComparison.Ordinal));
        return lines.Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }
}
