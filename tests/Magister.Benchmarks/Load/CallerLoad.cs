using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Magister.Benchmarks.Load;

/// <summary>
/// Contemplants and Hierophant, calling at a fixed pace whether or not they have been answered. A call's time counts from the moment at
/// which it was due, so that none is spared by a late answer to another. The first two seconds do not count: they are slow because this
/// process is new, not because what it calls is.
/// </summary>
internal sealed class CallerLoad(HttpClient magister)
{
    private const int VerifiesATick = 10;

    /// <summary>Every tenth verify is of an offer that nobody has heard of.</summary>
    private const int UnknownEvery = 10;
    private const long FirstUnknown = 900_000_000;
    private const int TicksBefore = 200;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentBag<double> milliseconds = [];
    private readonly List<double> lateMilliseconds = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> dropped = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> verified = [];
    private readonly List<Task> calls = [];
    private ImmutableArray<long> living;
    private long unknown = FirstUnknown;

    /// <summary>Tells the offers whose instances live just now.</summary>
    public void Hear(ImmutableArray<long> offers) => ImmutableInterlocked.InterlockedExchange(ref living, offers);

    public async Task<LoadReport> RunAsync(TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        for (var tick = 0; Tick * (tick - TicksBefore) < length; tick++)
        {
            if ((Tick * tick) - clock.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait);
            var late = clock.Elapsed - (Tick * tick);
            var counts = tick >= TicksBefore;
            if (counts) lateMilliseconds.Add(late.TotalMilliseconds);
            Begin(tick, Stopwatch.GetTimestamp() - (long)(late.TotalSeconds * Stopwatch.Frequency), living, counts);
        }

        await Task.WhenAll(calls);
        return new LoadReport([.. milliseconds], [.. lateMilliseconds], dropped.ToImmutableDictionary(), verified.ToImmutableDictionary());
    }

    private void Begin(int tick, long due, ImmutableArray<long> offers, bool counts)
    {
        calls.RemoveAll(call => call.IsCompletedSuccessfully);
        for (var index = 0; index < VerifiesATick; index++)
        {
            var offerId = index % UnknownEvery == 0 ? unknown++ : offers[((tick * VerifiesATick) + index) % offers.Length];
            calls.Add(CallAsync(HttpMethod.Get, "verify", offerId, due, verified, counts));
        }

        calls.Add(CallAsync(HttpMethod.Delete, "drop", offers[tick % offers.Length], due, dropped, counts));
    }

    private async Task CallAsync(HttpMethod method, string path, long offerId, long due, ConcurrentDictionary<long, DateTimeOffset> accepted, bool counts)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(method, string.Create(CultureInfo.InvariantCulture, $"{path}/{offerId}"));
        using var response = await magister.SendAsync(request);
        if (counts) milliseconds.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        if (response.StatusCode is HttpStatusCode.OK) accepted[offerId] = sentAt;
        else if (response.StatusCode is not HttpStatusCode.NotFound) throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}");
    }
}
