using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>Asks the rules what should become of single leases of a fleet at one moment.</summary>
internal sealed class LeaseRules(FleetState fleet, FleetSettings settings, DateTimeOffset now)
{
    public FleetState Fleet => fleet;

    public FleetSettings Settings => settings;

    public DateTimeOffset Now => now;

    /// <summary>If so, nothing is the machines' fault, and neither statuses nor deadlines count.</summary>
    public bool IsCreditUsedUp { get; } = CreditRule.IsUsedUp(fleet);

    /// <summary>If so, it was hardly the instances that failed.</summary>
    public bool IsMassFailure { get; } = MassFailureRule.Applies(fleet);

    /// <summary>Why every instance goes; null if the fleet is not drained.</summary>
    public string? DrainReason { get; } = DrainRule.Reason(fleet, now);

    /// <summary>Whether Magister itself may be unreachable.</summary>
    public Doubt NetworkDoubt { get; } = FleetTrouble.NetworkDoubt(fleet, settings);

    /// <summary>Whether Hierophant may be away.</summary>
    public Doubt HierophantDoubt { get; } = FleetTrouble.HierophantDoubt(fleet, settings);

    /// <summary>If so, no instance can be blamed for not having reported.</summary>
    public bool IsAnyDoubt => NetworkDoubt.HoldsAt(now) || HierophantDoubt.HoldsAt(now);

    /// <summary>Those whose deadline may have passed.</summary>
    public IEnumerable<long> Late => IsAnyDoubt ? [] : UpTo(fleet.Index.Unverified, now - VerificationRule.Shortest(settings));

    /// <summary>Those that have not worked for too long.</summary>
    public IEnumerable<long> LongIdle => HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Idle, now - settings.ContemplantDown);

    /// <summary>Those whose watch is not heard.</summary>
    public IEnumerable<long> Silent => NetworkDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Silent, now);

    /// <summary>Those that Hierophant does not have.</summary>
    public IEnumerable<long> Absent => HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Absent, now);

    /// <summary>Those that have been unhealthy for at least the grace period, which may have started over since.</summary>
    public IEnumerable<long> LongUnhealthy =>
        UpTo(fleet.Index.Unhealthy, now - settings.UnhealthyGrace).Concat(UpTo(fleet.Index.BootingAgain, now - settings.VerificationTimeout));

    /// <summary>Those whose moment has come, earliest first.</summary>
    public static IEnumerable<long> UpTo(ImmutableSortedSet<TimedId> dated, DateTimeOffset moment) =>
        dated.TakeWhile(one => one.UtcTicks <= moment.UtcTicks).Select(one => one.Id);

    /// <summary>Those whose moment is later than this one, earliest first.</summary>
    public static IEnumerable<TimedId> After(ImmutableSortedSet<TimedId> dated, DateTimeOffset moment)
    {
        var place = dated.IndexOf(new TimedId(moment, long.MaxValue));
        for (var next = place < 0 ? ~place : place + 1; next < dated.Count; next++) yield return dated[next];
    }

    public LeaseDecision Of(long instanceId) => Of(fleet.Leases[instanceId]);

    public LeaseDecision Of(Lease lease)
    {
        // A missing instance may have another label by now, and then it is no longer ours: the answer about it decides.
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

    /// <summary>Keeps an instance for now because most share its trouble; null if it may go.</summary>
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
