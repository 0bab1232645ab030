using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Magister.Benchmarks.Load;

/// <summary>
/// Contemplants and Hierophant, calling at a fixed pace whether or not they have been answered. A call's time counts from the moment at
/// which it was due, so that none is spared by a late answer to another.
/// </summary>
/// <param name="living">The offers whose instances live just now.</param>
internal sealed class CallerLoad(HttpClient magister, Func<ImmutableArray<long>> living)
{
    private const int VerifiesATick = 10;

    /// <summary>Every tenth verify is of an offer that nobody has heard of.</summary>
    private const int UnknownEvery = 10;
    private const long FirstUnknown = 900_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentBag<double> milliseconds = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> dropped = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> verified = [];
    private readonly List<Task> calls = [];
    private ImmutableArray<long> offers = living();
    private long unknown = FirstUnknown;

    /// <summary>How long each answer took.</summary>
    public IEnumerable<double> Milliseconds => milliseconds;

    /// <summary>The offers whose drop was accepted, with the moment before it was sent.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Dropped => dropped;

    /// <summary>The same of verifies.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Verified => verified;

    public async Task RunAsync(TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var looked = TimeSpan.Zero;
        for (var tick = 0; Tick * tick < length; tick++)
        {
            if (Tick * tick - clock.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait);
            if (clock.Elapsed - looked > Look) (offers, looked) = (living(), clock.Elapsed);
            Begin(tick, Stopwatch.GetTimestamp() - (long)((clock.Elapsed - (Tick * tick)).TotalSeconds * Stopwatch.Frequency));
        }

        await Task.WhenAll(calls);
    }

    private void Begin(int tick, long due)
    {
        calls.RemoveAll(call => call.IsCompletedSuccessfully);
        for (var index = 0; index < VerifiesATick; index++)
        {
            var offerId = index % UnknownEvery == 0 ? unknown++ : offers[((tick * VerifiesATick) + index) % offers.Length];
            calls.Add(CallAsync(HttpMethod.Get, "verify", offerId, due, verified));
        }

        calls.Add(CallAsync(HttpMethod.Delete, "drop", offers[tick % offers.Length], due, dropped));
    }

    private async Task CallAsync(HttpMethod method, string path, long offerId, long due, ConcurrentDictionary<long, DateTimeOffset> accepted)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(method, string.Create(CultureInfo.InvariantCulture, $"{path}/{offerId}"));
        using var response = await magister.SendAsync(request);
        milliseconds.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        if (response.StatusCode is HttpStatusCode.OK) accepted[offerId] = sentAt;
        else if (response.StatusCode is not HttpStatusCode.NotFound) throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}");
    }
}
