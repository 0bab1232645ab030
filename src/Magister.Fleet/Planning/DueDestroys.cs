using System.Collections.Immutable;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// What is to be destroyed now, the most urgent first: by cause, and within one those begun anew before those to be tried again. Found as
/// it is asked for, since a fleet that is drained has as many as it has instances.
/// </summary>
internal static class DueDestroys
{
    private static readonly ImmutableArray<DestroyCause> ByUrgency = [.. Enum.GetValues<DestroyCause>().Order()];

    public static IEnumerable<PlannedAction.Destroy> Of(Judge judge) => ByUrgency.SelectMany(cause => New(cause, judge).Concat(Again(cause, judge)));

    private static IEnumerable<PlannedAction.Destroy> New(DestroyCause cause, Judge judge) => cause switch
    {
        DestroyCause.Dropped => Judged(judge.Fleet.Index.Dropped, cause, judge),
        DestroyCause.BootFailed => Judged(judge.Fleet.Index.BootFailed, cause, judge),
        DestroyCause.MissedDeadline => Judged(judge.Late, cause, judge),
        DestroyCause.Unhealthy => Judged(judge.LongUnhealthy, cause, judge),
        DestroyCause.Surplus => SurplusRule.Propose(judge),
        DestroyCause.Drained when judge.Fleet.Steering.Mode is SteeringMode.Draining =>
            Judged(judge.Fleet.Index.Spare.Select(spare => spare.InstanceId), cause, judge),
        DestroyCause.Drained => [],
        _ => throw new InvalidOperationException($"Nothing is said of destroys because of {cause}."),
    };

    private static IEnumerable<PlannedAction.Destroy> Again(DestroyCause cause, Judge judge) =>
        judge.Fleet.Index.Retries.TryGetValue(cause, out var retries) ? Judged(Judge.UpTo(retries, judge.Now), cause, judge) : [];

    private static IEnumerable<PlannedAction.Destroy> Judged(IEnumerable<long> instances, DestroyCause cause, Judge judge) => instances
        .Select(instanceId => judge.Of(instanceId).Destroy)
        .OfType<PlannedAction.Destroy>()
        .Where(destroy => destroy.Cause == cause);
}
