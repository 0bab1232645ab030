using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Cli.DryRuns;

/// <summary>One action of the daemon, or something it has learnt and acts upon.</summary>
/// <param name="Action"><c>adopt</c>, <c>rent</c>, <c>destroy</c>, <c>ask</c>, <c>wait</c>, <c>give_up</c> or <c>leave_alone</c>.</param>
/// <param name="Reason">In the planner's own words, if it has any.</param>
/// <param name="Until">When time alone changes it.</param>
internal sealed record PlannedStep(
    string Action,
    long? InstanceId,
    long? OfferId,
    string Reason,
    DateTimeOffset? Until,
    string? Gpu,
    long? NumGpus,
    string? Location,
    long? HostId,
    long? MachineId,
    double? CostPerHour)
{
    /// <summary>The step for a fact; null for one that is not about an action.</summary>
    public static PlannedStep? Create(FleetChange change) => change.Fact switch
    {
        Adopted => About("adopt", change.Lease!, $"it is ours and not in the journal; {Standing(change.Lease!)}"),
        RentAccepted { FoundInList: true } => About("adopt", change.Lease!, "it is the instance of a rent whose answer was lost"),
        RentNeverHappened => About("give_up", null, change.Rent!.Offer, "no complete list has an instance of this rent"),
        DestroyIntended destroy => About("destroy", change.Lease!, destroy.Reason),
        ConfirmedGone => About("give_up", change.Lease!, "Vast no longer has it"),
        Released released => About("leave_alone", change.Lease!, released.Reason),
        _ => null,
    };

    /// <summary>An offer is rented; its price includes the disk that is rented with it.</summary>
    public static PlannedStep Rent(Offer offer, string reason) =>
        About("rent", null, offer, reason) with { CostPerHour = offer.DphTotal is { } price ? Math.Round(price, 6) : null };

    /// <summary>Vast is asked for one instance.</summary>
    public static PlannedStep Ask(Lease lease) =>
        About("ask", lease, lease.MissingSince is null ? "whether it still has our label, before it is destroyed" : "a complete list does not have it");

    /// <summary>More are missing than can be rented now, or something prevents renting.</summary>
    public static PlannedStep Unmet(int count, string? held)
    {
        var reason = held is null ? "no other offer fits now" : $"nothing is rented: {held}";
        var words = count > 0 ? $"{count} more are wanted; {reason}" : reason;
        return new PlannedStep("wait", null, null, words, null, null, null, null, null, null, null);
    }

    /// <summary>Only time will decide about an instance.</summary>
    public static PlannedStep Wait(Lease lease, DateTimeOffset until) => About("wait", lease, Pending(lease)) with { Until = until };

    /// <summary>Only a list will decide about a rent.</summary>
    public static PlannedStep Wait(PendingRent rent) =>
        About("wait", null, rent.Offer, $"its rent is uncertain ({rent.UncertainReason}); a complete list settles it");

    private static PlannedStep About(string action, Lease lease, string reason) =>
        About(action, lease.InstanceId, lease.Offer, reason) with { OfferId = lease.OfferId };

    private static PlannedStep About(string action, long? instanceId, Offer offer, string reason) => new(
        action, instanceId, offer.Id, reason, null, offer.GpuName, offer.NumGpus, offer.Geolocation, offer.HostId, offer.MachineId, offer.DphTotal);

    private static string Standing(Lease lease) => lease switch
    {
        { Drop: { } drop } => $"its drop was requested: {drop.Reason}",
        { VerifiedAt: not null } => "it counts as verified",
        _ => "its Contemplant has not reported yet",
    };

    private static string Pending(Lease lease) => lease switch
    {
        { Destruction: { } destruction } => $"its destroy failed ({destruction.Failure}); trying again",
        { UnhealthySince: not null } => $"its status is {lease.Status ?? "null"}; if that stays it is replaced",
        _ => "its Contemplant has not reported yet; if that stays so, it is replaced",
    };
}
