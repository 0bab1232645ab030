namespace Magister.Fleet.Market;

/// <summary>Which offers are rented first, after good hosts and machines: <c>offer_order</c>.</summary>
public enum OfferOrder
{
    /// <summary>Vast's own order, by its score. The default.</summary>
    Score,

    /// <summary>Cheapest first, by USD per hour and GPU including the disk that is rented.</summary>
    Price,

    /// <summary>By the expected cost of a working hour, lowest first, from past rents of their machines.</summary>
    Value,
}
