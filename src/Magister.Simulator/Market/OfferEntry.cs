namespace Magister.Simulator.Market;

/// <summary>An offer and its present state.</summary>
internal sealed class OfferEntry
{
    public required Offer Offer { get; set; }

    /// <summary>The number of instances that hold it: more than one only if a rent of a taken offer was accepted.</summary>
    public int Holders { get; set; }

    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Whether a search shows it: its former state until the search has caught up.</summary>
    public bool IsShown(DateTimeOffset now, TimeSpan lag)
    {
        var stale = now < ChangedAt + lag;
        return Holders == 0 ? !stale : stale;
    }
}
