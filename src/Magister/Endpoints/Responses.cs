using System.Text.Json.Serialization;
using Magister.Fleet.Market;

namespace Magister.Endpoints;

/// <summary>The shapes that the endpoints answer with: the contract's names, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryResponse))]
[JsonSerializable(typeof(InstanceResponse[]))]
internal sealed partial class ResponseJson : JsonSerializerContext;

/// <summary>The answer to <c>GET /summary</c>.</summary>
/// <param name="TotalCostPerHour">USD.</param>
internal sealed record SummaryResponse(double TotalCostPerHour, int NumInstances, InstanceOverview[] InstanceOverview);

/// <summary>One living instance in the summary.</summary>
/// <param name="CostPerHour">USD; null when Vast did not say.</param>
internal sealed record InstanceOverview(
    long InstanceId, long OfferId, string? Gpu, string? Location, long? MachineId, long? HostId, double? CostPerHour);

/// <summary>One element of the answer to <c>GET /instances</c>.</summary>
internal sealed record InstanceResponse(Offer Offer, long InstanceId, bool ShouldDrop);
