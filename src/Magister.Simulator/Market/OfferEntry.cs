namespace Magister.Simulator.Market;

/// <summary>An offer and how it stands now.</summary>
internal sealed class OfferEntry
{
    public required Offer Offer { get; set; }

    /// <summary>Instances that stand on it: more than one only when a rent of a taken offer was accepted.</summary>
    public int Holders { get; set; }

    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Whether a search shows it: what it was, until the search has caught up with what it is.</summary>
    public bool IsShown(DateTimeOffset now, TimeSpan lag)
    {
        var stale = now < ChangedAt + lag;
        return Holders == 0 ? !stale : stale;
    }
}
