using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>
/// What an offer costs with the disk that will be rented, <c>disk_space</c>. Vast's <c>dph_total</c> includes the disk for which the search
/// priced its offers, <c>allocated_storage</c>; the difference costs <c>storage_cost</c>, in USD per GB and month of 30 days. With bidding,
/// it costs the bid and that disk, whatever it costs on demand.
/// </summary>
public static class OfferPrice
{
    private const double HoursOfMonth = 30 * 24;

    /// <summary>USD per hour for <see cref="OfferQuery.DiskSpace"/>; null if the offer does not say enough.</summary>
    public static double? PerHour(Offer offer, OfferQuery query)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(query);
        return query.Bidding is { } bidding ? bidding.For(offer) + Storage(offer, query)
            : query.DiskSpace == query.AllocatedStorage ? offer.DphTotal
            : offer.DphTotal + (offer.StorageCost / HoursOfMonth * (query.DiskSpace - query.AllocatedStorage));
    }

    /// <summary>The same for one GPU; for all of them if the offer does not say how many it has.</summary>
    public static double? PerHourAndGpu(Offer offer, OfferQuery query) => PerHour(offer, query) / (offer.NumGpus is > 0 and var gpus ? gpus : 1);

    private static double? Storage(Offer offer, OfferQuery query) =>
        offer.StorageCost / HoursOfMonth * query.DiskSpace ?? (query.DiskSpace == query.AllocatedStorage ? offer.StorageTotalCost : null);
}
