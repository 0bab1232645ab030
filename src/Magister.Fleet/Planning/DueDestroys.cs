using System.Collections;
using System.Collections.Immutable;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// What is to be destroyed now, the most urgent first: by cause, and within one those begun anew before those to be tried again. Found as
/// it is asked for, since a fleet that is drained has as many as it has instances.
/// </summary>
internal sealed class DueDestroys(Judge judge) : IEnumerable<PlannedAction.Destroy>
{
    private static readonly ImmutableArray<DestroyCause> ByUrgency = [.. Enum.GetValues<DestroyCause>().Order()];

    private LeaseIndex Index => judge.Fleet.Index;

    private bool IsDraining => judge.Fleet.Steering.Mode is SteeringMode.Draining;

    public IEnumerator<PlannedAction.Destroy> GetEnumerator()
    {
        foreach (var cause in ByUrgency)
        {
            foreach (var destroy in New(cause)) yield return destroy;
            foreach (var destroy in Again(cause)) yield return destroy;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<PlannedAction.Destroy> New(DestroyCause cause) => cause switch
    {
        DestroyCause.Dropped => Judged(Index.Dropped, cause),
        DestroyCause.BootFailed => Judged(Index.BootFailed, cause),
        DestroyCause.MissedDeadline => Judged(Begun(Index.Unverified, judge.Now), cause),
        DestroyCause.Unhealthy => Judged(Begun(Index.Unhealthy, judge.Now - judge.Settings.UnhealthyGrace), cause),
        DestroyCause.Surplus => SurplusRule.Propose(judge),
        DestroyCause.Drained => IsDraining ? Judged(Index.Spare.Select(spare => spare.InstanceId), cause) : [],
        _ => throw new InvalidOperationException($"Nothing is said of destroys because of {cause}."),
    };

    private IEnumerable<PlannedAction.Destroy> Again(DestroyCause cause) =>
        Index.Retries.TryGetValue(cause, out var retries) ? Judged(Begun(retries, judge.Now), cause) : [];

    private static IEnumerable<long> Begun(ImmutableSortedSet<Dated> dated, DateTimeOffset now) =>
        dated.TakeWhile(one => one.UtcTicks <= now.UtcTicks).Select(one => one.Id);

    private IEnumerable<PlannedAction.Destroy> Judged(IEnumerable<long> instances, DestroyCause cause) => instances
        .Select(instanceId => judge.Of(judge.Fleet.Leases[instanceId]).Destroy)
        .OfType<PlannedAction.Destroy>()
        .Where(destroy => destroy.Cause == cause);
}
