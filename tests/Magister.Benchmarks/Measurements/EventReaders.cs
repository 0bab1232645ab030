using System.Diagnostics;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>The cost of 200 event readers: the memory beyond that of another Magister with the same history and no readers.</summary>
internal static class EventReaders
{
    private const string What = "200 event readers, 20 events a second for 30 s, memory above none";
    private const int Number = 10;
    private const int Readers = 200;
    private const int Events = 600;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Measurement Measurement =>
        Measurement.Fresh([new RowPlan(What, "MiB") { Limit = Limit.AtMost(20) }], RunAsync) with { AtOnce = true };

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, BenchSettings settings)
    {
        await using var read = await SettledFleet.StartAsync(subject, Number, Polling);
        await using var unread = await SettledFleet.StartAsync(subject, Number, Polling);
        using var audience = new Audience(read.Address("events/stream"));
        await audience.ComeAsync(Readers);
        await Task.WhenAll(HappenAsync(read), HappenAsync(unread));
        var missed = await audience.MissedAsync(Events, Patience);
        return missed > 0
            ? [Reading.Failed(What, $"{missed} readers missed events")]
            : [new(What, ProcessFigures.Resident(read.Magister.Id) - ProcessFigures.Resident(unread.Magister.Id))];
    }

    private static async Task HappenAsync(SettledFleet fleet)
    {
        var clock = Stopwatch.StartNew();
        for (var happened = 0; happened < Events; happened++)
        {
            var wait = (Gap * happened) - clock.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            using var answer = await fleet.Magister.Http.PostAsync(happened % 2 == 0 ? "pause" : "resume", content: null);
            answer.EnsureSuccessStatusCode();
        }
    }
}
