using Magister.Fleet;

namespace Magister.Endpoints.Answers;

/// <summary>The contents of <c>/summary</c> and <c>/instances</c> for a fleet.</summary>
internal static class FleetResponses
{
    /// <summary>The content of <c>/summary</c>.</summary>
    public static SummaryResponse Summary(FleetView view, DateTimeOffset now)
    {
        InstanceOverview[] overview = [.. view.State.Leases.Values.Where(lease => !lease.ShouldDrop).Select(Overview)];
        return new SummaryResponse(
            Math.Round(overview.Sum(instance => instance.CostPerHour ?? 0), 9),
            overview.Length,
            overview,
            [.. view.State.Leases.Values.Select(lease => Failing(lease, now)).OfType<FailingDestroy>()],
            [.. view.State.Rents.Values.Select(rent => Uncertain(rent, now)).OfType<UncertainRent>()],
            [.. view.State.Index.Missing.Select(missing => new MissingInstance(missing.Id, view.State.Leases[missing.Id].OfferId, Seconds(now - missing.At)))],
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

    /// <summary>The content of <c>/instances</c> for some of them.</summary>
    public static IEnumerable<InstanceResponse> Instances(IEnumerable<Lease> leases) =>
        leases.Select(lease => new InstanceResponse(lease.Offer, lease.InstanceId, lease.ShouldDrop));
}
