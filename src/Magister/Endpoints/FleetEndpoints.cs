using Magister.Fleet;
using Magister.Hosting;

namespace Magister.Endpoints;

/// <summary><c>GET /summary</c> and <c>GET /instances</c>: what runs and what it costs.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/summary", (FleetSnapshot snapshot) => Results.Json(Summary(snapshot.Current.State), ResponseJson.Default.SummaryResponse));
        routes.MapGet("/instances", (FleetSnapshot snapshot) => Results.Json(Instances(snapshot.Current.State), ResponseJson.Default.InstanceResponseArray));
    }

    private static SummaryResponse Summary(FleetState state)
    {
        InstanceOverview[] overview =
        [
            .. state.Leases.Values.Where(lease => !lease.ShouldDrop).Select(lease => new InstanceOverview(
                lease.InstanceId, lease.OfferId, lease.Offer.GpuName, lease.Offer.Geolocation, lease.Offer.MachineId, lease.Offer.HostId,
                lease.Offer.DphTotal)),
        ];
        return new SummaryResponse(Math.Round(overview.Sum(instance => instance.CostPerHour ?? 0), 9), overview.Length, overview);
    }

    private static InstanceResponse[] Instances(FleetState state) =>
        [.. state.Leases.Values.Select(lease => new InstanceResponse(lease.Offer, lease.InstanceId, lease.ShouldDrop))];
}
