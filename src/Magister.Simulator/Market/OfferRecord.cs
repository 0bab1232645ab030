namespace Magister.Simulator.Market;

/// <summary>An offer as the market knows it.</summary>
/// <param name="OfferId">Its id, which it keeps after an instance on it is gone.</param>
/// <param name="MachineId">The machine behind it.</param>
/// <param name="HostId">The machine's host.</param>
/// <param name="GpuName">Its GPU.</param>
/// <param name="NumGpus">How many GPUs it has.</param>
/// <param name="Geolocation">The machine's location, as Vast shows it.</param>
/// <param name="Price">USD an hour now, without storage.</param>
/// <param name="MinBid">The least that may be bid for it now, USD an hour without storage.</param>
/// <param name="Verified">Whether a search with <c>verified</c> shows it.</param>
/// <param name="Holders">The number of instances that hold it.</param>
/// <param name="MachineTemper">The machine's draw between 0 and 1: machines with low ones never verify.</param>
public sealed record OfferRecord(
    long OfferId,
    long MachineId,
    long HostId,
    string GpuName,
    int NumGpus,
    string? Geolocation,
    double Price,
    double MinBid,
    bool Verified,
    int Holders,
    double MachineTemper)
{
    internal static OfferRecord Create(OfferEntry entry, DateTimeOffset now, MarketOptions options)
    {
        var (offer, machine) = (entry.Offer, entry.Offer.Machine);
        return new OfferRecord(
            offer.Id, machine.Id, machine.HostId, machine.Gpu.Name, offer.NumGpus, machine.Geolocation,
            offer.PriceAt(now, options), offer.MinBidAt(now, options), machine.Verification == "verified", entry.Holders, machine.Temper);
    }
}
