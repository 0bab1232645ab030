namespace Magister.Fleet.Planning;

/// <summary>An instance that a list lacks is asked for by its id before it is given up.</summary>
internal static class AbsenceRule
{
    public static IEnumerable<PlannedAction.AskFor> Propose(FleetState fleet) =>
        fleet.Leases.Values
            .Where(lease => lease.MissingSince is not null)
            .OrderBy(lease => lease.MissingSince)
            .Select(lease => new PlannedAction.AskFor(lease.InstanceId, "a complete list does not have it"));
}
