namespace Magister.Fleet.Planning;

/// <summary>Asks the rules what is to become of single leases of a fleet at one moment.</summary>
internal sealed class Judge(FleetState fleet, FleetSettings settings, DateTimeOffset now)
{
    public FleetState Fleet => fleet;

    public FleetSettings Settings => settings;

    public DateTimeOffset Now => now;

    /// <summary>Then nothing is the machines' fault, and neither statuses nor deadlines count.</summary>
    public bool IsCreditUsedUp { get; } = CreditRule.IsUsedUp(fleet);

    public LeaseVerdict Of(Lease lease)
    {
        // What lists lack may have another label, and then it is not ours any more: the answer to asking for it decides.
        if (lease.MissingSince is not null) return LeaseVerdict.Keep;
        if (DestructionRule.Judge(lease, now) is { } begun) return begun;
        return Ending(DropRule.Judge(lease))
            ?? Ending(BootFailureRule.Judge(lease))
            ?? Ending(DrainRule.Judge(lease, fleet.Steering))
            ?? (IsCreditUsedUp ? LeaseVerdict.Keep : OfTime(lease));
    }

    private static LeaseVerdict? Ending(LeaseVerdict? verdict) => verdict is { Destroy: not null } ? verdict : null;

    private LeaseVerdict OfTime(Lease lease)
    {
        var unhealthy = UnhealthyRule.Judge(lease, fleet.Account, settings, now);
        var unverified = VerificationRule.Judge(lease, now);
        return Ending(unhealthy) ?? Ending(unverified) ?? new LeaseVerdict(null, Earlier(unhealthy?.LookAgainAt, unverified?.LookAgainAt));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
