using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>A GPU model: its properties and its approximate price.</summary>
internal sealed record GpuModel(
    string Name,
    int RamMegabytes,
    int ComputeCapability,
    double TeraFlops,
    double DeepLearningScore,
    double MemoryBandwidth,
    double NvlinkBandwidth,
    int WattsMax,
    double PricePerHour)
{
    /// <summary>The catalogue; a name listed twice is drawn twice as often.</summary>
    public static IReadOnlyList<GpuModel> Catalogue { get; } = Build();

    /// <summary>The public list of GPU types.</summary>
    public static MarketAnswer List()
    {
        JsonNode[] types =
        [
            .. Catalogue.Distinct().Select(model => new JsonObject
            {
                ["canonical_name"] = model.Name, ["gpu_ram_mb"] = model.RamMegabytes, ["compute_cap"] = model.ComputeCapability, ["status"] = "active",
            }),
        ];
        return new MarketAnswer(200, new JsonObject { ["success"] = true, ["count"] = types.Length, ["gpu_types"] = new JsonArray(types) });
    }

    private static GpuModel[] Build()
    {
        var rtx4090 = new GpuModel("RTX 4090", 24_564, 890, 82.6, 98, 1008, 0, 450, 0.36);
        var rtx3090 = new GpuModel("RTX 3090", 24_576, 860, 35.6, 41, 936.2, 0, 350, 0.17);
        return
        [
            rtx4090, rtx4090, rtx4090,
            rtx3090, rtx3090,
            new GpuModel("RTX 5090", 32_607, 1200, 104.8, 165, 1792, 0, 575, 0.52),
            new GpuModel("RTX 4080", 16_376, 890, 48.7, 66, 716.8, 0, 320, 0.22),
            new GpuModel("A100 SXM4", 81_920, 800, 19.5, 72, 2039, 600, 400, 0.92),
            new GpuModel("H100 SXM", 81_559, 900, 66.9, 240, 3350, 900, 700, 2.05),
        ];
    }
}
