namespace Magister.Simulator.Market;

/// <summary>An offer at one moment, priced for an amount of disk.</summary>
internal readonly record struct OfferQuote(Offer Offer, DateTimeOffset Now, double BasePrice, double StoragePrice, double MinBid, bool Bid)
{
    public double TotalPrice => Math.Round(BasePrice + StoragePrice, 6);

    public static OfferQuote Create(Offer offer, DateTimeOffset now, MarketOptions options, double gigabytes, bool bid = false)
    {
        var least = offer.MinBidAt(now, options);
        return new OfferQuote(offer, now, bid ? least : offer.PriceAt(now, options), offer.StoragePrice(gigabytes), least, bid);
    }
}
