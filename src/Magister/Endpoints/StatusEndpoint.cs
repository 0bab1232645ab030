using Magister.Access;
using Magister.Fleet;
using Magister.Fleet.Planning;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary><c>GET /status</c>: what the dashboard and <c>magister status</c> show.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder routes, FleetSettings settings)
    {
        var startedAt = routes.ServiceProvider.GetRequiredService<SteadyClock>().Now;
        routes.MapGet("/status", (FleetSnapshot snapshot, SteadyClock clock) =>
            Results.Json(Status(snapshot, settings, startedAt, clock.Now), StatusJson.Default.StatusResponse))
            .For(Audience.Readers).Told<StatusResponse>("Everything at a glance, as the dashboard shows it");
    }

    /// <summary>What an operator told Magister, as the endpoints show it.</summary>
    public static SteeringStatus Steering(FleetView view) => new(
        view.State.Steering.Mode switch
        {
            SteeringMode.Running => "running",
            SteeringMode.Paused => "paused",
            SteeringMode.Draining => "draining",
            _ => throw new InvalidOperationException($"The mode {view.State.Steering.Mode} has no word."),
        },
        view.State.Steering.Since,
        view.NumberInstances,
        view.ConfiguredNumberInstances,
        view.State.Steering.Scaled?.At);

    private static StatusResponse Status(
        FleetSnapshot snapshot, FleetSettings settings, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var view = snapshot.Current;
        var leases = view.State.Leases.Values;
        var spending = Spending.Of(view.State, now);
        return new StatusResponse(
            BuildVersion.Full,
            now,
            startedAt,
            Steering(view),
            snapshot.NotReadyReason(now, settings),
            snapshot.JournalFailure,
            (now - view.Looks.LastAt)?.TotalSeconds,
            (now - view.Hierophant.At)?.TotalSeconds,
            view.Hierophant.Trouble,
            view.RentsHeldBackReason,
            view.State.Index.Kept,
            view.State.Index.KeptVerified,
            view.State.Index.Working.Count,
            view.State.Occupied,
            Math.Round(view.State.CostPerHour, 9),
            Math.Round(spending.Today, 6),
            CostTime.StartOf(CostTime.DayOf(now)),
            Math.Round(spending.Month, 6),
            Math.Round(spending.MonthForecast, 6),
            view.Credit.LeftAt(view.State, now) is { } left ? Math.Round(left, 2) : null,
            view.Credit.HoursLeftAt(view.State, now) is { } hours ? Math.Round(hours, 1) : null,
            [.. leases.Select(lease => Row(lease, view.Hierophant, settings))],
            [.. view.State.Rents.Values.Select(Row)],
            [.. view.State.Machines.Values.Select(machine => Row(machine, settings)).Where(machine => machine.CoolingUntil > now)]);
    }

    private static InstanceStatusRow Row(Lease lease, HierophantLook hierophant, FleetSettings settings)
    {
        var state = InstanceState.Of(lease);
        return new InstanceStatusRow(
            lease.InstanceId, lease.OfferId, state.Word, state.Since, lease.StartedAt, lease.VerifyBy(settings), lease.VerifiedAt, lease.Status,
            lease.StatusMessage, state.Reason, lease.Destruction?.Attempts ?? 0, lease.Destruction?.Failure, lease.Offer.GpuName,
            lease.Offer.NumGpus, lease.Offer.Geolocation, lease.Offer.HostId, lease.Offer.MachineId, lease.Offer.DphTotal, WorkText.Of(lease),
            lease.Work?.Restarts ?? 0, lease.Work?.LastWords,
            hierophant.Workers.TryGetValue(lease.InstanceId, out var worker) ? new HierophantStatus(worker.IsBusy, worker.Strikes, worker.Proofs, worker.MeanProofMinutes) : null);
    }

    private static RentStatusRow Row(PendingRent rent) => new(
        rent.Offer.Id, rent.IsUncertain ? "uncertain" : "renting", rent.UncertainSince ?? rent.IntendedAt, rent.UncertainReason,
        rent.Offer.GpuName, rent.Offer.Geolocation, rent.Offer.HostId, rent.Offer.MachineId, rent.Offer.DphTotal);

    private static MachineStatusRow Row(MachineRecord machine, FleetSettings settings) => new(
        machine.MachineId, machine.Strikes, machine.LastStrikeAt, OfferRanking.CooldownEnd(machine, settings), machine.Reason);
}
