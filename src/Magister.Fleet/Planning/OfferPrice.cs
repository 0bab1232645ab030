using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>What an offer costs with the disk that will be rented. A search prices its offers for another disk where one is asked for.</summary>
public static class OfferPrice
{
    /// <summary>USD an hour for <see cref="OfferQuery.DiskSpace"/>; null when the offer does not tell enough.</summary>
    public static double? PerHour(Offer offer, OfferQuery query)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(query);
        return query.DiskSpace == query.AllocatedStorage
            ? offer.DphTotal
            : offer.DphTotal + (offer.StorageTotalCost * ((query.DiskSpace / query.AllocatedStorage) - 1));
    }
}
