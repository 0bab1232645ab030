using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Magister.Benchmarks.Measuring;

namespace Magister.Benchmarks.Load;

/// <summary>
/// Contemplants and Hierophant, calling at a fixed pace whether or not they have been answered. A call's time counts from the moment at which
/// it was due, so that a late answer to one call does not shorten another's. The first two seconds do not count: they are slow because this
/// process is new, not because its target is. A bare handler is called at the same moments, to show what the machine adds.
/// </summary>
internal sealed class CallerLoad(HttpClient magister, HttpClient bare)
{
    private const int VerifiesATick = 10;

    /// <summary>Every tenth verify is of an unknown offer.</summary>
    private const int UnknownEvery = 10;
    private const long FirstUnknown = 900_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    private readonly HostWatch host = new();
    private readonly ConcurrentBag<CallTime> times = [];
    private readonly ConcurrentBag<CallTime> bareTimes = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> dropped = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> verified = [];
    private readonly List<Task> open = [];
    private ImmutableArray<long> living;
    private long unknown = FirstUnknown;

    /// <summary>Sets the offers whose instances are alive now; an empty list keeps the previous ones.</summary>
    public void Hear(ImmutableArray<long> offers)
    {
        if (!offers.IsEmpty) ImmutableInterlocked.InterlockedExchange(ref living, offers);
    }

    public async Task<LoadReport> RunAsync(TimeSpan length)
    {
        var begin = host.Now;
        for (var tick = 0; Tick * tick < Before + length; tick++)
        {
            var due = begin + (Tick * tick);
            if (due - host.Now is { Ticks: > 0 } wait) await Task.Delay(wait);
            host.Look();
            Begin(tick, due, living);
        }

        await Task.WhenAll(open);
        host.Look();
        return Report(begin + Before);
    }

    private void Begin(int tick, TimeSpan due, ImmutableArray<long> offers)
    {
        open.RemoveAll(call => call.IsCompletedSuccessfully);
        for (var index = 0; index < VerifiesATick; index++)
        {
            var offerId = index % UnknownEvery == 0 ? unknown++ : offers[((tick * VerifiesATick) + index) % offers.Length];
            open.Add(CallAsync(HttpMethod.Get, "verify", offerId, due, verified));
        }

        open.Add(CallAsync(HttpMethod.Delete, "drop", offers[tick % offers.Length], due, dropped));
        open.Add(AskBareAsync(due));
    }

    private async Task CallAsync(HttpMethod method, string path, long offerId, TimeSpan due, ConcurrentDictionary<long, DateTimeOffset> accepted)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(method, string.Create(CultureInfo.InvariantCulture, $"{path}/{offerId}"));
        using var response = await magister.SendAsync(request);
        times.Add(new CallTime(due, host.Now));
        if (response.StatusCode is HttpStatusCode.OK) accepted[offerId] = sentAt;
        else if (response.StatusCode is not HttpStatusCode.NotFound) throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}");
    }

    private async Task AskBareAsync(TimeSpan due)
    {
        using var response = await bare.GetAsync("");
        response.EnsureSuccessStatusCode();
        bareTimes.Add(new CallTime(due, host.Now));
    }

    private LoadReport Report(TimeSpan counted)
    {
        CallTime[] calls = [.. times.Where(time => time.Due >= counted)];
        return new LoadReport(
            [.. calls.Select(time => time.Took.TotalMilliseconds)],
            [.. calls.Select(time => Math.Max(0, (time.Took - host.Stolen.Between(time.Due, time.Answered)).TotalMilliseconds))],
            [.. bareTimes.Where(time => time.Due >= counted).Select(time => time.Took.TotalMilliseconds)],
            dropped.ToImmutableDictionary(),
            verified.ToImmutableDictionary());
    }

    /// <summary>Both since the clock was started.</summary>
    private sealed record CallTime(TimeSpan Due, TimeSpan Answered)
    {
        public TimeSpan Took => Answered - Due;
    }
}
