using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>When time alone changes the plan: the earliest of all that wait for a moment.</summary>
internal static class NextDeadline
{
    public static DateTimeOffset? Find(LeaseRules rules)
    {
        var index = rules.Fleet.Index;
        DateTimeOffset? next = null;
        foreach (var retries in index.Retries.Values) next = Moments.Earlier(next, FirstAfter(retries, rules.Now, rules));
        if (rules.IsCreditUsedUp || rules.DrainReason is not null) return next;
        next = Moments.Earlier(next, DrainRule.NextAt(rules.Fleet, rules.Now));
        next = Moments.Earlier(next, ExpiryRule.LookAgainAt(rules));
        if (!rules.IsAnyDoubt) next = Moments.Earlier(next, FirstUnverified(rules));
        if (!rules.HierophantDoubt.IsOfMost) next = Moments.Earlier(next, FirstAfter(index.Idle, rules.Now - rules.Settings.ContemplantDown, rules));
        foreach (var doubt in new[] { rules.NetworkDoubt, rules.HierophantDoubt })
        {
            if (doubt.HoldsAt(rules.Now)) next = Moments.Earlier(next, doubt.Until);
        }

        return Moments.Earlier(next, EndOfGrace(rules));
    }

    // By rent time, the first one rented has the earliest deadline, unless boot phases have limits of their own.
    private static DateTimeOffset? FirstUnverified(LeaseRules rules)
    {
        var (unverified, settings) = (rules.Fleet.Index.Unverified, rules.Settings);
        return settings.ProvisioningTimeout is null && settings.LoadingTimeout is null
            ? FirstAfter(unverified, rules.Now - settings.VerificationTimeout, rules)
            : unverified.Min(one => rules.Of(one.Id).LookAgainAt);
    }

    private static DateTimeOffset? EndOfGrace(LeaseRules rules)
    {
        var (index, grace) = (rules.Fleet.Index, rules.Settings.UnhealthyGrace);

        // Shortly after credit is back, grace periods begin at that moment, and during a mass failure none ends: the order says nothing then.
        if (rules.IsMassFailure || (rules.Fleet.Account is { CanPay: true } account && rules.Now < account.At + grace))
        {
            var all = index.Unhealthy.Concat(index.BootingAgain).Select(one => one.Id).Concat(index.BootFailed);
            return all.Min(instanceId => rules.Of(instanceId).LookAgainAt);
        }

        var booting = FirstAfter(index.BootingAgain, rules.Now - rules.Settings.VerificationTimeout, rules);
        return Moments.Earlier(booting, FirstAfter(index.Unhealthy, rules.Now - grace, rules));
    }

    // The first of those that wait for a later moment. One that goes now for another reason waits for nothing; there are few of those.
    private static DateTimeOffset? FirstAfter(ImmutableSortedSet<TimedId> dated, DateTimeOffset moment, LeaseRules rules) =>
        LeaseRules.After(dated, moment).Select(one => rules.Of(one.Id).LookAgainAt).FirstOrDefault(at => at is not null);
}
