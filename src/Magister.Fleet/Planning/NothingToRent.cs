using System.Collections.Immutable;
using System.Text;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>Says which filter to loosen when a search finds nothing.</summary>
public static class NothingToRent
{
    /// <summary>The same query with only the GPU's name left, to see what the other filters exclude.</summary>
    public static OfferQuery Loosened(OfferQuery query) => new()
    {
        GpuNames = query.GpuNames,
        CostPerHour = double.PositiveInfinity,
        DiskSpace = 0,
        AllocatedStorage = query.AllocatedStorage,
        Order = query.Order,
        Bidding = query.Bidding is null ? null : new Bidding(PerHour: null),
        Further = query.WithoutAsking().Further,
    };

    /// <summary>The query with each filter except the GPU's name left out in turn, by the filter's key.</summary>
    internal static IEnumerable<(string Key, OfferQuery Query)> WithoutEach(OfferQuery query)
    {
        foreach (var setting in FurtherSettings(query)) yield return (setting, query.WithoutAsking(setting));
        if (query.MinCudaVersion is not null) yield return ("min_cuda_version", query with { MinCudaVersion = null });
        if (query.GpuRam is not null) yield return ("gpu_ram", query with { GpuRam = null });
        if (query.Duration is not null) yield return ("duration", query with { Duration = null });
        if (query.Reliability is not null) yield return ("reliability", query with { Reliability = null });
        if (query.Bidding is { PerHour: not null }) yield return ("bid_per_hour", query with { Bidding = new Bidding(PerHour: null) });
        yield return ("disk_space", query with { DiskSpace = 0 });
        yield return ("cost_per_hour", query with { CostPerHour = double.PositiveInfinity });
    }

    /// <summary>The message to the operator.</summary>
    /// <param name="found">The result of the search itself; all of it was left out.</param>
    /// <param name="loosened">The result of the loosened search; null if it failed.</param>
    public static string Explain(RankedOffers found, ImmutableArray<Offer>? loosened, FleetSettings settings)
    {
        var text = new StringBuilder("Vast has no offer that fits [vast_query]. ");
        if (!found.LeftOut.IsEmpty)
        {
            text.Append($"Of the {found.LeftOut.Length} it sent, none can be used, for instance because {found.LeftOut[0].Reason}. ");
        }

        if (loosened is not { } others)
        {
            return text.Append($"Loosen {string.Concat(FurtherSettings(settings.Query).Select(setting => $"{setting}, "))}cost_per_hour, reliability, gpu_ram, duration or disk_space, or name another gpu_name.").ToString();
        }

        if (others.IsEmpty)
        {
            return text.Append($"Nothing at all is on offer for gpu_name {string.Join(", ", settings.Query.GpuNames)}: loosen gpu_name (Vast writes names like \"RTX 4090\").").ToString();
        }

        return AppendFilters(text, others, settings).ToString();
    }

    private static StringBuilder AppendFilters(StringBuilder text, ImmutableArray<Offer> others, FleetSettings settings)
    {
        text.Append($"Without the other filters there are {others.Length} of that GPU. Loosen: ");
        var failing = others
            .Select(offer => QueryFilter.Failing(offer, settings.Query))
            .OfType<(string Key, string Text)>()
            .GroupBy(fail => fail.Key, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key} ({group.Count()} of {others.Length} fail it{Nearest(group.Key, others, settings.Query)})")
            .ToArray();
        return failing.Length > 0
            ? text.AppendJoin(", ", failing).Append('.')
            : text.Append("bad_hosts or bad_machines, what operators barred (magister machines), or try again: what is on offer changes.");
    }

    private static IEnumerable<string> FurtherSettings(OfferQuery query) => query.Further.Select(filter => filter.Setting).Distinct(StringComparer.Ordinal);

    private static string Nearest(string key, ImmutableArray<Offer> others, OfferQuery query) =>
        key is "cost_per_hour" && others.Min(offer => OfferPrice.PerHour(offer, query)) is { } cheapest ? $"; the cheapest costs {cheapest:0.####}"
        : key is "bid_per_hour" && others.Min(offer => offer.MinBid) is { } least ? $"; the least bid is {least:0.####}"
        : "";
}
