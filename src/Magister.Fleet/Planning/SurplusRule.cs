using System.Globalization;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>What is above the number goes: the unverified first, then the dearest.</summary>
internal static class SurplusRule
{
    public static IEnumerable<PlannedAction.Destroy> Propose(FleetState fleet, FleetSettings settings, IReadOnlySet<long> ending)
    {
        // A rent without an answer is the least verified of all: it waits for its answer, and nobody else goes in its place.
        var surplus = fleet.Leases.Count - ending.Count - fleet.NumberWanted(settings);
        if (surplus <= 0) return [];
        return fleet.Leases.Values
            .Where(lease => !ending.Contains(lease.InstanceId))
            .OrderBy(lease => lease.VerifiedAt is not null)
            .ThenByDescending(lease => lease.Offer.DphTotal ?? 0)
            .ThenByDescending(lease => lease.InstanceId)
            .Take(surplus)
            .Select(lease => new PlannedAction.Destroy(lease.InstanceId, DestroyCause.Surplus, Reason(fleet, settings, lease)));
    }

    private static string Reason(FleetState fleet, FleetSettings settings, Lease lease) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fleet.Occupied} are alive or on their way, {fleet.NumberWanted(settings)} are wanted; this one is {(lease.VerifiedAt is null ? "not verified" : "the dearest")}");
}
