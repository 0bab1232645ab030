using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Searches for offers (<c>search_offers.yaml</c>), in Vast's order. Unreadable ones are left out. Applying the filters is up to Vast, which
/// does not always do it: results must be checked.
/// </summary>
/// <param name="query">The requirements on an offer.</param>
/// <param name="without">Further exclusions; null for none.</param>
public sealed class SearchCall(OfferQuery query, SetAside? without = null) : VastCall<ImmutableArray<Offer>>
{
    internal static readonly Endpoint Search = new("search", settings => settings.SearchGap);

    internal override Endpoint Endpoint => Search;

    internal override VastRequest Next { get; } = new(HttpMethod.Post, "api/v0/bundles/", Body(query, without ?? SetAside.None));

    internal override Outcome<ImmutableArray<Offer>> Take(Exchange exchange, Reading reading) => Questions.Interpret(
        exchange, body => new OfferReader(Filtered(query), [.. query.Further.Select(filter => filter.Field).Distinct()], reading).ReadAll(body));

    // Without a filter it does not matter what the field holds.
    private static IReadOnlyCollection<string> Filtered(OfferQuery query) =>
    [
        "gpu_name", "disk_space", "rentable", "verification",
        .. query.Reliability is null ? [] : (string[])["reliability2", "reliability"],
        .. query.Duration is null ? [] : (string[])["duration"],
        .. query.GpuRam is null ? [] : (string[])["gpu_ram"],
        .. query.MinCudaVersion is null ? [] : (string[])["cuda_max_good"],
        .. query.Bidding is null ? [] : (string[])["min_bid"],
    ];

    // Vast knows no price per GPU; among offers of one size the order is the same.
    private static byte[] Body(OfferQuery query, SetAside without) => RequestJson.Body(writer =>
    {
        var isByPrice = query.AsksForCheapest;
        string[] order = isByPrice ? ["dph_total", "asc"] : ["score", "desc"];
        writer.WriteFilter("disk_space", "gte", query.DiskSpace > 0 ? query.DiskSpace : null);
        writer.WriteFilter("reliability2", "gte", query.Reliability);
        writer.WriteFilter("duration", "gte", query.Duration?.TotalSeconds);
        writer.WriteFilter("verified", "eq", true);
        writer.WriteFilters("dph_total", [("lte", double.IsFinite(query.CostPerHour) ? query.CostPerHour : null), ("gt", isByPrice ? without.Behind : null)]);
        writer.WriteFilter("min_bid", "lte", query.Bidding?.PerHour);
        writer.WriteFilter("gpu_ram", "gte", query.GpuRam is { } gigabytes ? Math.Round(gigabytes * 1000, 3) : null);
        writer.WriteFilter("rentable", "eq", true);
        writer.WriteFilter("cuda_max_good", "gte", query.MinCudaVersion);
        writer.WriteFilter("gpu_name", "in", query.GpuNames);
        foreach (var field in query.Further.Where(filter => filter.IsAsked).GroupBy(filter => filter.Field)) writer.WriteFilters(field.Key, field);
        writer.WriteFilter("machine_id", "notin", without.Machines);
        writer.WriteFilter("host_id", "notin", without.Hosts);
        writer.WriteFilter("score", "lt", isByPrice ? null : without.Behind);
        writer.WriteNumber("allocated_storage", query.AllocatedStorage);
        writer.WriteStartArray("order");
        writer.WriteTexts(order);
        writer.WriteEndArray();
        writer.WriteStartObject("sort_option");
        writer.WritePropertyName("0");
        writer.WriteTexts(order);
        writer.WriteEndObject();
        writer.WriteString("type", query.Bidding is null ? "ask" : "bid");
    });
}
