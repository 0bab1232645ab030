using Magister.Fleet;
using Magister.Hosting;

namespace Magister.Endpoints;

/// <summary><c>GET /summary</c> and <c>GET /instances</c>: what runs and what it costs.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/summary", (FleetSnapshot snapshot, SteadyClock clock) =>
            Results.Json(Summary(snapshot.Current, clock.Now), ResponseJson.Default.SummaryResponse))
            .For(Audience.Readers).Told<SummaryResponse>("What runs and what it costs");
        routes.MapGet("/instances", (FleetSnapshot snapshot) =>
            Results.Json(Instances(snapshot.Current.State), ResponseJson.Default.InstanceResponseArray))
            .For(Audience.Readers).Told<InstanceResponse[]>("Every instance with the offer that it was rented from");
    }

    private static SummaryResponse Summary(FleetView view, DateTimeOffset now)
    {
        InstanceOverview[] overview = [.. view.State.Leases.Values.Where(lease => !lease.ShouldDrop).Select(Overview)];
        return new SummaryResponse(
            Math.Round(overview.Sum(instance => instance.CostPerHour ?? 0), 9),
            overview.Length,
            overview,
            [.. view.State.Leases.Values.Select(lease => Failing(lease, now)).OfType<FailingDestroy>()],
            [.. view.State.Rents.Values.Select(rent => Uncertain(rent, now)).OfType<UncertainRent>()],
            view.RentsHeldBackReason);
    }

    private static InstanceOverview Overview(Lease lease) => new(
        lease.InstanceId, lease.OfferId, lease.Offer.GpuName, lease.Offer.Geolocation, lease.Offer.MachineId, lease.Offer.HostId,
        lease.Offer.DphTotal);

    private static FailingDestroy? Failing(Lease lease, DateTimeOffset now) => lease.Destruction is { FailedAt: not null } destruction
        ? new FailingDestroy(
            lease.InstanceId, lease.OfferId, Seconds(now - destruction.Since), destruction.Attempts, destruction.Reason, destruction.Failure,
            lease.Offer.DphTotal)
        : null;

    private static UncertainRent? Uncertain(PendingRent rent, DateTimeOffset now) => rent.UncertainSince is { } since
        ? new UncertainRent(rent.Offer.Id, Seconds(now - since), rent.UncertainReason)
        : null;

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static InstanceResponse[] Instances(FleetState state) =>
        [.. state.Leases.Values.Select(lease => new InstanceResponse(lease.Offer, lease.InstanceId, lease.ShouldDrop))];
}
