namespace Magister.Fleet.Planning;

/// <summary>Says what to do next. Pure and total: any fleet gives a plan, and the same fleet at the same time the same plan.</summary>
public static class Planner
{
    public static Plan Plan(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var isCreditUsedUp = CreditRule.IsUsedUp(fleet);
        var destroys = new List<PlannedAction.Destroy>();
        var ending = new HashSet<long>();
        DateTimeOffset? next = null;
        foreach (var lease in fleet.Leases.Values)
        {
            var verdict = Judge(lease, fleet, settings, isCreditUsedUp, now);
            if (verdict.Destroy is { } destroy) destroys.Add(destroy);
            if (verdict.Destroy is not null || lease.ShouldDrop || lease.MissingSince is not null) ending.Add(lease.InstanceId);
            if (verdict.LookAgainAt is { } at && (next is null || at < next)) next = at;
        }

        PlannedAction?[] rent = [RentRule.Propose(fleet, settings)];
        return new Plan(
            [
                .. destroys.OrderBy(destroy => destroy.Cause),
                .. SurplusRule.Propose(fleet, settings, ending),
                .. AbsenceRule.Propose(fleet),
                .. rent.OfType<PlannedAction>(),
            ],
            next);
    }

    /// <summary>What only time will decide: instances that are kept for now, each with when the plan for it changes.</summary>
    public static IEnumerable<(Lease Lease, DateTimeOffset Until)> Waits(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var isCreditUsedUp = CreditRule.IsUsedUp(fleet);
        foreach (var lease in fleet.Leases.Values)
        {
            if (Judge(lease, fleet, settings, isCreditUsedUp, now) is { Destroy: null, LookAgainAt: { } until }) yield return (lease, until);
        }
    }

    private static LeaseVerdict Judge(
        Lease lease, FleetState fleet, FleetSettings settings, bool isCreditUsedUp, DateTimeOffset now)
    {
        // What lists lack may have another label, and then it is not ours any more: the answer to asking for it decides.
        if (lease.MissingSince is not null) return LeaseVerdict.Keep;
        if (DestructionRule.Judge(lease, now) is { } begun) return begun;
        LeaseVerdict?[] verdicts =
        [
            DropRule.Judge(lease),
            BootFailureRule.Judge(lease),
            DrainRule.Judge(lease, fleet.Steering),
            isCreditUsedUp ? null : UnhealthyRule.Judge(lease, fleet.Account, settings, now),
            isCreditUsedUp ? null : VerificationRule.Judge(lease, now),
        ];
        return Array.Find(verdicts, verdict => verdict?.Destroy is not null)
            ?? new LeaseVerdict(null, verdicts.Min(verdict => verdict?.LookAgainAt));
    }
}
