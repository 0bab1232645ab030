using System.Collections.Immutable;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// What to destroy now, most urgent first: by cause, and within one cause new ones before retries. Evaluated lazily, since a fleet that is
/// drained has as many as it has instances.
/// </summary>
internal static class DueDestroys
{
    private static readonly ImmutableArray<DestroyCause> ByUrgency = [.. Enum.GetValues<DestroyCause>().Order()];

    public static IEnumerable<PlannedAction.Destroy> Find(LeaseRules rules) => ByUrgency.SelectMany(cause => New(cause, rules).Concat(Again(cause, rules)));

    private static IEnumerable<PlannedAction.Destroy> New(DestroyCause cause, LeaseRules rules) => cause switch
    {
        DestroyCause.Dropped => Decided(rules.Fleet.Index.Dropped, cause, rules),
        DestroyCause.BootFailed => Decided(rules.Fleet.Index.BootFailed, cause, rules),
        DestroyCause.WrongContract => Decided(rules.Fleet.Index.WrongContract, cause, rules),
        DestroyCause.Outbid => Decided(rules.Fleet.Index.Outbid, cause, rules),
        DestroyCause.MissedDeadline => Decided(rules.Late, cause, rules),
        DestroyCause.Unhealthy => Decided(rules.LongUnhealthy, cause, rules),
        DestroyCause.NotWorking => Decided(rules.LongIdle, cause, rules),
        DestroyCause.Silent => Decided(rules.Silent, cause, rules),
        DestroyCause.Absent => Decided(rules.Absent, cause, rules),
        DestroyCause.Unlabelled => Decided(rules.Fleet.Index.Unlabelled, cause, rules),
        DestroyCause.Surplus => SurplusRule.Propose(rules),
        DestroyCause.Drained => rules.DrainReason is null ? [] : Decided(rules.Fleet.Index.Spare.Select(spare => spare.InstanceId), cause, rules),
        DestroyCause.Expiring => ExpiryRule.Propose(rules),

        // Offers are not known here: the engine asks that rule once nothing else is due.
        DestroyCause.Cheaper => [],
        _ => throw new InvalidOperationException($"Nothing is said of destroys because of {cause}."),
    };

    private static IEnumerable<PlannedAction.Destroy> Again(DestroyCause cause, LeaseRules rules) =>
        rules.Fleet.Index.Retries.TryGetValue(cause, out var retries) ? Decided(LeaseRules.UpTo(retries, rules.Now), cause, rules) : [];

    private static IEnumerable<PlannedAction.Destroy> Decided(IEnumerable<long> instances, DestroyCause cause, LeaseRules rules) => instances
        .Select(instanceId => rules.Of(instanceId).Destroy)
        .OfType<PlannedAction.Destroy>()
        .Where(destroy => destroy.Cause == cause);
}
