using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>Asks the rules what is to become of single leases of a fleet at one moment.</summary>
internal sealed class LeaseRules(FleetState fleet, FleetSettings settings, DateTimeOffset now)
{
    public FleetState Fleet => fleet;

    public FleetSettings Settings => settings;

    public DateTimeOffset Now => now;

    /// <summary>Then nothing is the machines' fault, and neither statuses nor deadlines count.</summary>
    public bool IsCreditUsedUp { get; } = CreditRule.IsUsedUp(fleet);

    /// <summary>Then hardly the instances failed.</summary>
    public bool IsMassFailure { get; } = MassFailureRule.Applies(fleet);

    /// <summary>Why every instance goes; null if the fleet is not drained.</summary>
    public string? DrainReason { get; } = DrainRule.Reason(fleet, now);

    /// <summary>Whether Magister itself may not be reachable.</summary>
    public Doubt NetworkDoubt { get; } = FleetTrouble.NetworkDoubt(fleet, settings);

    /// <summary>Whether Hierophant may be away.</summary>
    public Doubt HierophantDoubt { get; } = FleetTrouble.HierophantDoubt(fleet, settings);

    /// <summary>Then nobody can be blamed for not having reported.</summary>
    public bool IsAnyDoubt => NetworkDoubt.HoldsAt(now) || HierophantDoubt.HoldsAt(now);

    /// <summary>Whose deadline may be over.</summary>
    public IEnumerable<long> Late => IsAnyDoubt ? [] : UpTo(fleet.Index.Unverified, now - VerificationRule.Shortest(settings));

    /// <summary>Who has not worked for too long.</summary>
    public IEnumerable<long> LongIdle => HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Idle, now - settings.ContemplantDown);

    /// <summary>Whose watch is not heard.</summary>
    public IEnumerable<long> Silent => NetworkDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Silent, now);

    /// <summary>Whom Hierophant does not have.</summary>
    public IEnumerable<long> Absent => HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Absent, now);

    /// <summary>Who has been unhealthy for the grace at least, though it may have begun anew since.</summary>
    public IEnumerable<long> LongUnhealthy =>
        UpTo(fleet.Index.Unhealthy, now - settings.UnhealthyGrace).Concat(UpTo(fleet.Index.BootingAgain, now - settings.VerificationTimeout));

    /// <summary>Those whose moment has come, the first one first.</summary>
    public static IEnumerable<long> UpTo(ImmutableSortedSet<TimedId> dated, DateTimeOffset moment) =>
        dated.TakeWhile(one => one.UtcTicks <= moment.UtcTicks).Select(one => one.Id);

    /// <summary>Those whose moment comes after this one, the first one first.</summary>
    public static IEnumerable<TimedId> After(ImmutableSortedSet<TimedId> dated, DateTimeOffset moment)
    {
        var place = dated.IndexOf(new TimedId(moment, long.MaxValue));
        for (var next = place < 0 ? ~place : place + 1; next < dated.Count; next++) yield return dated[next];
    }

    public LeaseDecision Of(long instanceId) => Of(fleet.Leases[instanceId]);

    public LeaseDecision Of(Lease lease)
    {
        // What lists lack may have another label, and then it is no longer ours: the answer to asking for it decides.
        if (lease.MissingSince is not null) return LeaseDecision.Keep;
        if (DestructionRule.Decide(lease, now) is { } begun) return begun;
        var bootFailure = BootFailureRule.Decide(lease, this);
        return Ending(DropRule.Decide(lease))
            ?? Ending(bootFailure)
            ?? Ending(ContractRule.Decide(lease))
            ?? Ending(DrainRule.Decide(lease, this))
            ?? UnlabelledRule.Decide(lease, fleet)
            ?? (IsCreditUsedUp ? LeaseDecision.Keep : bootFailure ?? OfTime(lease));
    }

    /// <summary>What is not to be destroyed yet for trouble that most are in; null for what may go.</summary>
    /// <param name="due">When it would go if it were alone in its trouble.</param>
    public LeaseDecision? InDoubt(Doubt doubt, DateTimeOffset due) =>
        doubt.HoldsAt(now) ? new LeaseDecision(null, doubt.Until is { } until ? Moments.Later(until, due) : null)
        : now < due ? LeaseDecision.KeepUntil(due)
        : doubt.IsOfMost && !FleetTrouble.MayReplaceOne(fleet, settings) ? LeaseDecision.Keep
        : null;

    private static LeaseDecision? Ending(LeaseDecision? verdict) => verdict is { Destroy: not null } ? verdict : null;

    private LeaseDecision OfTime(Lease lease)
    {
        var unhealthy = UnhealthyRule.Decide(lease, this);
        var reported = VerificationRule.Decide(lease, this) ?? Ending(HierophantAbsenceRule.Decide(lease, this)) ?? NotWorkingRule.Decide(lease, this) ?? SilenceRule.Decide(lease, this);
        return OutbidRule.Decide(lease) ?? Ending(unhealthy) ?? Ending(reported) ?? new LeaseDecision(null, Moments.Earlier(unhealthy?.LookAgainAt, reported?.LookAgainAt));
    }
}
