namespace Magister.Fleet.Market;

/// <summary>How interruptible instances are bid for: <c>rent_type = "interruptible"</c>.</summary>
/// <param name="PerHour">
/// <c>bid_per_hour</c>: USD an hour for a whole instance, without its storage; null to bid the least that each offer takes. From 0.001 USD, and
/// to 32 for each GPU, by Vast (<c>change_bid.yaml</c>).
/// </param>
public sealed record Bidding(double? PerHour)
{
    /// <summary>The words of <c>rent_type</c>.</summary>
    public const string OnDemand = "on-demand";

    /// <inheritdoc cref="OnDemand"/>
    public const string Interruptible = "interruptible";

    /// <summary>What is bid for an offer; null where it does not tell the least.</summary>
    public double? For(Offer offer) => PerHour ?? offer.MinBid;
}
