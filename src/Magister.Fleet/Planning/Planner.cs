namespace Magister.Fleet.Planning;

/// <summary>Decides what to do next. Pure and total: any fleet yields a plan, and the same fleet at the same time yields the same plan.</summary>
public static class Planner
{
    /// <summary>Plans for the fleet as it is, at a cost proportional to pending work, not to the size of the fleet.</summary>
    public static Plan Plan(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var rules = new LeaseRules(fleet, settings, now);
        return new Plan(DueDestroys.Find(rules), AbsenceRule.Propose(fleet), RentRule.Propose(fleet, settings), NextDeadline.Find(rules));
    }

    /// <summary>The instances that are kept for now and that only time will decide about, each with when its plan changes.</summary>
    public static IEnumerable<(Lease Lease, DateTimeOffset Until)> Waits(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var rules = new LeaseRules(fleet, settings, now);
        foreach (var lease in fleet.Leases.Values)
        {
            if (rules.Of(lease) is { Destroy: null, LookAgainAt: { } until }) yield return (lease, until);
        }
    }
}
