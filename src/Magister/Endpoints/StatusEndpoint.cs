using Magister.Access;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Magister.Running;
using Magister.Running.Sharing;
using Magister.Telemetry;

namespace Magister.Endpoints;

/// <summary><c>GET /status</c>: what the dashboard and <c>magister status</c> show.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        var startedAt = routes.ServiceProvider.GetRequiredService<SteadyClock>().Now;
        routes.MapGet("/status", (FleetSnapshot snapshot, SteadyClock clock, SettingsInUse settings) =>
            Results.Json(Status(snapshot, settings.Now.Shared?.Fleet ?? SettingKeys.Fleet.Default!, startedAt, clock.Now), StatusJson.Readable.StatusResponse))
            .For(Audience.Readers).Told<StatusResponse>("Everything at a glance, as the dashboard shows it");
    }

    /// <summary>What operators set, as the endpoints show it.</summary>
    public static SteeringStatus Steering(FleetView view) => new(
        SteeringText.Describe(view.State.Steering.Mode),
        view.State.Steering.Since,
        view.NumberInstances,
        view.Settings.NumberInstances,
        view.State.Steering.Scaled?.At,
        view.State.Steering.By,
        view.State.Steering.Scaled?.By);

    private static StatusResponse Status(FleetSnapshot snapshot, string fleet, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var view = snapshot.Current;
        var settings = view.Settings;
        var leases = view.State.Leases.Values;
        var spending = Spending.Compute(view.State, now);
        InstanceStatusRow[] instances = [.. leases.Select(lease => Row(lease, view.Hierophant, settings))];
        var working = view.State.NumberWorking;
        var notReady = snapshot.NotReadyReason(now);
        return new StatusResponse(
            BuildVersion.Full,
            fleet,
            settings.Onstart.MagisterAddress,
            view.Credit.AccountId,
            now,
            startedAt,
            Steering(view),
            settings.Query.Bidding is null ? Bidding.OnDemand : Bidding.Interruptible,
            working >= view.NumberInstances && notReady is null && view.Hierophant.Trouble is null
                && !instances.Any(InstanceState.IsTrouble) && !view.State.Rents.Values.Any(rent => rent.IsUncertain),
            notReady,
            snapshot.JournalFailure,
            (now - view.Looks.LastAt)?.TotalSeconds,
            view.Looks.Staleness(now, settings.PollingInterval),
            (now - view.Hierophant.At)?.TotalSeconds,
            view.Hierophant.Trouble,
            view.RentsHeldBackReason,
            [.. view.Holds.Where(hold => hold.IsFelt || hold.MeansNotReady).Select(hold => new HoldStatus(hold.Reason, hold.LiftedBy, hold.Until))],
            view.FewOffers is { } few ? new FewOffersStatus(few.Usable, few.Needed) : null,
            snapshot.Standing is { } standing ? Leadership(standing, view.State.LastSequence, now) : null,
            view.State.Index.Kept,
            view.State.Index.KeptVerified,
            working,
            view.State.Occupied,
            Math.Round(view.State.CostPerHour, 9),
            Math.Round(spending.Today, 6),
            CostTime.StartOf(CostTime.DayOf(now)),
            Math.Round(spending.Month, 6),
            Math.Round(spending.MonthForecast, 6),
            Math.Round(view.State.Costs.Since(CostTime.MonthOf(CostTime.DayOf(now))).NeverWorkedUsd(), 6),
            view.Credit.LeftAt(view.State, now) is { } left ? Math.Round(left, 2) : null,
            view.Credit.HoursLeftAt(view.State, now) is { } hours ? Math.Round(hours, 1) : null,
            instances,
            [.. view.State.Rents.Values.Select(Row)],
            [.. view.State.Machines.Values.Select(machine => Row(machine, settings)).Where(machine => machine.CoolingUntil > now)]);
    }

    private static LeadershipStatus Leadership(Standing standing, long sequence, DateTimeOffset now) => new(
        standing.IsLeading, standing.Me.Name, standing.Leader?.Name, standing.Since, standing.Epoch, standing.AgeAt(now)?.TotalSeconds,
        [.. standing.Followers.Select(other => new FollowerStatus(other.Name, other.Address, Math.Max(0, sequence - other.Sequence)))]);

    private static InstanceStatusRow Row(Lease lease, HierophantLook hierophant, FleetSettings settings)
    {
        var state = InstanceState.Determine(lease);
        return new InstanceStatusRow(
            lease.InstanceId, lease.OfferId, state.Word, state.Since, lease.StartedAt, lease.VerifyBy(settings), lease.VerifiedAt, BootSecs(lease), lease.Status,
            lease.StatusMessage, state.Reason, lease.Destruction?.Attempts ?? 0, lease.Destruction?.Failure, lease.Offer.GpuName,
            lease.Offer.NumGpus, lease.Offer.Geolocation, lease.Offer.HostId, lease.Offer.MachineId, lease.Offer.DphTotal, lease.Offer.IsBid is true, lease.EndsAt, lease.PriceIncrease,
            lease.Offer.StatedReliability(), WorkText.Describe(lease),
            lease.Work?.Restarts ?? 0, lease.Work?.LastWords,
            hierophant.Workers.TryGetValue(lease.InstanceId, out var worker) ? new HierophantStatus(worker.IsBusy, worker.Strikes, worker.Proofs, worker.MeanProofMinutes) : null);
    }

    // An instance that counted as verified when it was adopted does not show how long that took.
    private static double? BootSecs(Lease lease) =>
        lease.WaitingSince is not null && lease.VerifiedAt is { } verified ? Math.Round((verified - lease.StartedAt).TotalSeconds, 1) : null;

    private static RentStatusRow Row(PendingRent rent) => new(
        rent.Offer.Id, rent.IsUncertain ? "uncertain" : "renting", rent.UncertainSince ?? rent.IntendedAt, rent.UncertainReason,
        rent.Offer.GpuName, rent.Offer.NumGpus, rent.Offer.Geolocation, rent.Offer.HostId, rent.Offer.MachineId, rent.Offer.DphTotal, rent.Offer.StatedReliability());

    private static MachineStatusRow Row(MachineRecord machine, FleetSettings settings) => new(
        machine.MachineId, machine.Strikes, machine.LastStrikeAt, OfferRanking.CooldownEnd(machine, settings), machine.Reason);
}
