using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>The <c>search</c> and <c>instance</c> objects that break a price down into its parts.</summary>
internal static class PriceBreakdown
{
    public static JsonObject Create(double gpus, double disk) => new()
    {
        ["gpuCostPerHour"] = gpus,
        ["diskHour"] = disk,
        ["totalHour"] = gpus + disk,
        ["discountTotalHour"] = 0,
        ["discountedTotalPerHour"] = gpus + disk,
    };
}
