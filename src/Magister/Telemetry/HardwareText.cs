using Magister.Fleet.Market;

namespace Magister.Telemetry;

/// <summary>Machine, host, GPU, location and price of an offer: on one line for people, separately for JSON.</summary>
internal sealed class HardwareText(Offer offer)
{
    /// <summary>The same as properties of the line.</summary>
    public Dictionary<string, object?> Properties => new(StringComparer.Ordinal)
    {
        ["Machine"] = offer.MachineId,
        ["Host"] = offer.HostId,
        ["Gpu"] = offer.GpuName,
        ["Place"] = Place,
        ["CostPerHour"] = offer.DphTotal,
    };

    public override string ToString() => $"machine {Id(offer.MachineId)}, host {Id(offer.HostId)}, {offer.NumGpus ?? 1}x {offer.GpuName ?? "unknown GPU"}, {Place}, {Price}";

    private string Place => string.IsNullOrWhiteSpace(offer.Geolocation?.Trim(' ', ',')) ? "place unknown" : offer.Geolocation.Trim(' ', ',');

    private string Price => offer.DphTotal is { } price ? $"{price:0.####} USD/h{(offer.IsBid is true ? ", interruptible" : "")}" : "price unknown";

    private static string Id(long? id) => id?.ToString() ?? "unknown";
}
