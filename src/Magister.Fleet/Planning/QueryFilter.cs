using System.Globalization;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>
/// Applies the search's filters once more on this side: Vast does not always apply the numeric ones. A field that the offer leaves out is left
/// to Vast, except the price (an offer without one is not rented) and the further filters.
/// </summary>
internal static class QueryFilter
{
    /// <summary>The filter that the offer does not pass, in words; null if it passes all.</summary>
    public static string? Objection(Offer offer, OfferQuery query) => Failing(offer, query)?.Text;

    /// <summary>The key of the first filter that the offer does not pass, with words; null if it passes all.</summary>
    public static (string Key, string Text)? Failing(Offer offer, OfferQuery query)
    {
        if (FailingBid(offer, query) is { } bid) return bid;
        if (OfferPrice.PerHour(offer, query) is not { } price) return ("cost_per_hour", offer.DphTotal is null && query.Bidding is null ? "it has no price" : "it does not show what its disk costs");
        if (price > query.CostPerHour) return ("cost_per_hour", $"it costs {price:0.####} USD an hour, over {query.CostPerHour:0.####}");
        if (offer.GpuName is { } gpu && !query.GpuNames.Any(name => GpuName.IsSame(name, gpu))) return ("gpu_name", $"its GPU is {gpu}");
        if (offer.Rentable is false) return ("rentable", "it cannot be rented now");
        if (offer.Verification is { } word && word is not "verified") return ("verified", $"Vast calls its machine {word}");
        return FailingMinimum("disk_space", offer.DiskSpace, query.DiskSpace, "GB of disk")
            ?? FailingMinimum("reliability", offer.StatedReliability(), query.Reliability, "reliability")
            ?? FailingMinimum("duration", offer.Duration, query.Duration?.TotalSeconds, "s of availability")
            ?? FailingMinimum("gpu_ram", offer.GpuRam, query.GpuRam * 1000, "MB of GPU memory")
            ?? FailingMinimum("min_cuda_version", offer.CudaMaxGood, CudaVersion(query), "as newest CUDA version")
            ?? FailingFurther(offer, query);
    }

    // A search that was under way while rent_type changed returns prices of the other kind.
    private static (string Key, string Text)? FailingBid(Offer offer, OfferQuery query) =>
        query.Bidding is null ? offer.IsBid is true ? ("rent_type", "its price is for an interruptible instance") : null
        : query.Bidding.For(offer) is not { } bid ? ("rent_type", "it does not tell the least bid")
        : bid < offer.MinBid ? ("bid_per_hour", $"its least bid is {offer.MinBid:0.####} USD an hour, over {bid:0.####}")
        : null;

    private static (string Key, string Text)? FailingFurther(Offer offer, OfferQuery query)
    {
        foreach (var filter in query.Further)
        {
            if (filter.Objection(offer) is { } words) return (filter.Setting, words);
        }

        return null;
    }

    private static (string Key, string Text)? FailingMinimum(string key, double? given, double? wanted, string unit) =>
        given < wanted ? (key, $"it has {given:0.####} {unit}, less than {wanted:0.####}") : null;

    private static double? CudaVersion(OfferQuery query) =>
        double.TryParse(query.MinCudaVersion, NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : null;
}
