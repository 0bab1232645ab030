using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>
/// What an offer costs with the disk that will be rented, <c>disk_space</c>. Vast's <c>dph_total</c> has the disk that the search priced its
/// offers for, <c>allocated_storage</c>; the difference costs <c>storage_cost</c>, USD a GB and month of 30 days. What is bid for costs the bid
/// and that disk, whatever the offer costs on demand.
/// </summary>
public static class OfferPrice
{
    private const double HoursOfMonth = 30 * 24;

    /// <summary>USD an hour for <see cref="OfferQuery.DiskSpace"/>; null when the offer does not tell enough.</summary>
    public static double? PerHour(Offer offer, OfferQuery query)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(query);
        return query.Bidding is { } bidding ? bidding.For(offer) + Storage(offer, query)
            : query.DiskSpace == query.AllocatedStorage ? offer.DphTotal
            : offer.DphTotal + (offer.StorageCost / HoursOfMonth * (query.DiskSpace - query.AllocatedStorage));
    }

    /// <summary>The same for one GPU; of an offer that does not tell how many it has, for all.</summary>
    public static double? PerHourAndGpu(Offer offer, OfferQuery query) => PerHour(offer, query) / (offer.NumGpus is > 0 and var gpus ? gpus : 1);

    private static double? Storage(Offer offer, OfferQuery query) =>
        offer.StorageCost / HoursOfMonth * query.DiskSpace ?? (query.DiskSpace == query.AllocatedStorage ? offer.StorageTotalCost : null);
}
