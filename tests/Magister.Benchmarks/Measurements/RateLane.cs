using System.Collections.Immutable;
using System.Net;
using Magister.Benchmarks.Load;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>One route of a settled fleet's Magister, beside reference servers with the same bytes.</summary>
internal sealed class RateLane : IAsyncDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private readonly RateTarget target;
    private readonly Uri address;
    private readonly TimeSpan time;
    private readonly ImmutableArray<(string Name, string Value)> headers;
    private readonly ImmutableArray<Reference> references;

    private RateLane(RateTarget target, Uri address, TimeSpan time, ImmutableArray<(string, string)> headers, ImmutableArray<Reference> references)
    {
        this.target = target;
        this.address = address;
        this.time = time;
        this.headers = headers;
        this.references = references;
    }

    public static async Task<RateLane> OpenAsync(SettledFleet fleet, RateTarget target, BenchSettings settings)
    {
        var answer = await Answer.FetchAsync(fleet.Address(target.Path));
        ImmutableArray<Reference> beside = target.HasReferences && settings.Base is null
            ? [await Reference.NginxAsync(answer.Body), await Reference.BareKestrelAsync(answer.Body)]
            : [];
        var lane = new RateLane(target, fleet.Address(target.Path), settings.Time, HeadersOf(target, answer.Tag), beside);
        await lane.WarmUpAsync();
        return lane;
    }

    /// <summary>One turn: Magister, nginx, bare Kestrel.</summary>
    public async Task<IReadOnlyList<Reading>> RunAsync()
    {
        if (!await IsOfferedAsync()) return [.. target.Rows.Select(row => Reading.NotOffered(row.What))];
        var own = await LoadAsync(address, time);
        if (own.Failures > 0) return [.. target.Rows.Select(row => Reading.Failed(row.What, $"{own.Failures} requests failed"))];
        if (references.IsEmpty) return Readings(own, nginx: null);
        var nginx = await LoadAsync(references[0].Address, time);
        var kestrel = await LoadAsync(references[1].Address, time);
        return nginx.Failures + kestrel.Failures > 0
            ? [.. target.Rows.Select(row => Reading.Failed(row.What, "a reference failed"))]
            : [.. Readings(own, nginx), new Reading(target.RateOfKestrel, own.RequestsPerSecond, kestrel.RequestsPerSecond)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reference in references) await reference.DisposeAsync();
    }

    private static ImmutableArray<(string Name, string Value)> HeadersOf(RateTarget target, string? tag) => target switch
    {
        { Encoding: { } encoding } => [("Accept-Encoding", encoding)],
        { IsConditional: true } => [("If-None-Match", tag ?? "\"no tag was given\"")],
        _ => [],
    };

    private async Task<bool> IsOfferedAsync()
    {
        if (target.HasReferences) return true;
        var answer = await Answer.FetchAsync(address, headers);
        return target.IsConditional ? answer.Status is HttpStatusCode.NotModified : string.Equals(answer.Encoding, target.Encoding, StringComparison.Ordinal);
    }

    private async Task WarmUpAsync()
    {
        foreach (var warmed in references.Select(reference => reference.Address).Prepend(address)) await LoadAsync(warmed, WarmUp);
    }

    private Task<WrkReport> LoadAsync(Uri loaded, TimeSpan howLong) =>
        Wrk.RunAsync(loaded, howLong, headers.Select(header => $"{header.Name}: {header.Value}"));

    private Reading[] Readings(WrkReport own, WrkReport? nginx) => target.HasReferences
        ?
        [
            new(target.Rate, own.RequestsPerSecond, nginx?.RequestsPerSecond),
            new(target.Half, own.HalfWithin.TotalMilliseconds, nginx?.HalfWithin.TotalMilliseconds),
            new(target.NinetyNine, own.NinetyNineWithin.TotalMilliseconds, nginx?.NinetyNineWithin.TotalMilliseconds),
            new(target.Slowest, own.Slowest.TotalMilliseconds, nginx?.Slowest.TotalMilliseconds),
        ]
        : [new(target.Rate, own.RequestsPerSecond), new(target.NinetyNine, own.NinetyNineWithin.TotalMilliseconds)];
}
