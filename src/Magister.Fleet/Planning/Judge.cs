using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>Asks the rules what is to become of single leases of a fleet at one moment.</summary>
internal sealed class Judge(FleetState fleet, FleetSettings settings, DateTimeOffset now)
{
    public FleetState Fleet => fleet;

    public FleetSettings Settings => settings;

    public DateTimeOffset Now => now;

    /// <summary>Then nothing is the machines' fault, and neither statuses nor deadlines count.</summary>
    public bool IsCreditUsedUp { get; } = CreditRule.IsUsedUp(fleet);

    /// <summary>Whose deadline is over.</summary>
    public IEnumerable<long> Late => UpTo(fleet.Index.Unverified, now);

    /// <summary>Who has been unhealthy for the grace at least, though it may have begun anew since.</summary>
    public IEnumerable<long> LongUnhealthy => UpTo(fleet.Index.Unhealthy, now - settings.UnhealthyGrace);

    /// <summary>Those whose moment has come, the first one first.</summary>
    public static IEnumerable<long> UpTo(ImmutableSortedSet<Dated> dated, DateTimeOffset moment) =>
        dated.TakeWhile(one => one.UtcTicks <= moment.UtcTicks).Select(one => one.Id);

    public LeaseVerdict Of(long instanceId) => Of(fleet.Leases[instanceId]);

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
        return Ending(unhealthy) ?? Ending(unverified) ?? new LeaseVerdict(null, Moments.Earlier(unhealthy?.LookAgainAt, unverified?.LookAgainAt));
    }
}
