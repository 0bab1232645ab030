using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>Instances above the wanted number go: unverified ones first, then the most expensive.</summary>
internal static class SurplusRule
{
    public static IEnumerable<PlannedAction.Destroy> Propose(LeaseRules rules)
    {
        // While all of them go, there is no surplus. A rent without an answer is the least verified of all: it waits for its answer, and no
        // instance goes in its place.
        var (fleet, settings) = (rules.Fleet, rules.Settings);
        var surplus = fleet.Index.Spare.Count - fleet.NumberWanted(settings);
        if (surplus <= 0 || rules.DrainReason is not null) return [];

        // A missing one may be gone, and then there is no surplus.
        if (!fleet.Index.Missing.IsEmpty) return [];
        surplus -= EndingAnyway(rules);
        return fleet.Index.Spare
            .Select(spare => fleet.Leases[spare.InstanceId])
            .Where(lease => rules.Of(lease).Destroy is null)
            .Take(Math.Max(0, surplus))
            .Select(lease => new PlannedAction.Destroy(lease.InstanceId, DestroyCause.Surplus, Reason(fleet, settings, lease)));
    }

    // Those that go for a reason of their own.
    private static int EndingAnyway(LeaseRules rules) => rules.Fleet.Index.BootFailed
        .Concat(rules.Fleet.Index.WrongContract).Concat(rules.Fleet.Index.Unlabelled).Concat(rules.Fleet.Index.Outbid).Concat(rules.Late).Concat(rules.LongUnhealthy)
        .Distinct().Count(instanceId => rules.Of(instanceId).Destroy is not null);

    private static string Reason(FleetState fleet, FleetSettings settings, Lease lease) => $"{fleet.Occupied} are alive or on their way, {fleet.NumberWanted(settings)} are wanted; this one is {(lease.VerifiedAt is null ? "not verified" : "the dearest")}";
}
