namespace Magister.Simulator.Market;

/// <summary>An offer at one moment, priced for an amount of disk.</summary>
internal readonly record struct OfferQuote(Offer Offer, DateTimeOffset Now, double BasePrice, double StoragePrice, bool Bid)
{
    public double TotalPrice => Math.Round(BasePrice + StoragePrice, 6);

    public static OfferQuote Of(Offer offer, DateTimeOffset now, MarketOptions options, double gigabytes, bool bid = false)
    {
        var price = offer.PriceAt(now, options);
        return new OfferQuote(offer, now, bid ? MinimumBid(price) : price, offer.StoragePrice(gigabytes), bid);
    }

    public static double MinimumBid(double price) => Math.Round(price * 0.6, 6);
}
