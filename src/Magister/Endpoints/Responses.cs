using System.Text.Json.Serialization;
using Magister.Fleet.Market;

namespace Magister.Endpoints;

/// <summary>The types of the endpoints' answers, with the contract's names, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryResponse))]
[JsonSerializable(typeof(InstanceResponse[]))]
internal sealed partial class ResponseJson : JsonSerializerContext;

/// <summary>The answer to <c>GET /summary</c>.</summary>
/// <param name="TotalCostPerHour">USD.</param>
/// <param name="FailingDestroys">Instances that could not be destroyed so far and still cost money; destroying them is retried.</param>
/// <param name="UncertainRents">Rents whose answer was lost: each may have become an instance, as the next list will show.</param>
/// <param name="MissingInstances">Instances missing from lists that Vast has not yet confirmed as gone: they count as alive.</param>
/// <param name="RentsHeldBack">Why nothing is rented although instances are missing; null if nothing holds renting back.</param>
internal sealed record SummaryResponse(
    double TotalCostPerHour,
    int NumInstances,
    InstanceOverview[] InstanceOverview,
    FailingDestroy[] FailingDestroys,
    UncertainRent[] UncertainRents,
    MissingInstance[] MissingInstances,
    string? RentsHeldBack);

/// <summary>One living instance in the summary.</summary>
/// <param name="CostPerHour">USD an hour; null if unknown.</param>
internal sealed record InstanceOverview(
    long InstanceId, long OfferId, string? Gpu, string? Location, long? MachineId, long? HostId, double? CostPerHour);

/// <summary>An instance whose destruction failed so far.</summary>
/// <param name="FailingForSeconds">Since its destroy was first intended.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Reason">Why it is destroyed.</param>
/// <param name="Failure">Why the last attempt failed.</param>
internal sealed record FailingDestroy(
    long InstanceId, long OfferId, double FailingForSeconds, int Attempts, string Reason, string? Failure, double? CostPerHour);

/// <summary>An instance that is missing from lists.</summary>
/// <param name="MissingForSeconds">Since the first list without it.</param>
internal sealed record MissingInstance(long InstanceId, long OfferId, double MissingForSeconds);

/// <summary>A rent whose answer was lost.</summary>
/// <param name="UncertainForSeconds">Since the answer was given up.</param>
internal sealed record UncertainRent(long OfferId, double UncertainForSeconds, string? Reason);

/// <summary>One element of the answer to <c>GET /instances</c>.</summary>
internal sealed record InstanceResponse(Offer Offer, long InstanceId, bool ShouldDrop);
