namespace Magister.Fleet.Market;

/// <summary>How to bid for interruptible instances: <c>rent_type = "interruptible"</c>.</summary>
/// <param name="PerHour">
/// <c>bid_per_hour</c>: USD per hour for a whole instance, without its storage; null to bid the minimum of each offer. Vast accepts bids from
/// 0.001 USD to 32 USD per GPU (<c>change_bid.yaml</c>).
/// </param>
public sealed record Bidding(double? PerHour)
{
    /// <summary>The values of <c>rent_type</c>.</summary>
    public const string OnDemand = "on-demand";

    /// <inheritdoc cref="OnDemand"/>
    public const string Interruptible = "interruptible";

    /// <summary>The bid for an offer; null if it does not state its minimum.</summary>
    public double? For(Offer offer) => PerHour ?? offer.MinBid;
}
