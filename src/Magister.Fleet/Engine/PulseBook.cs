using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>When each watch was last heard. Lost at a restart, after which each is given its full time again.</summary>
internal sealed class PulseBook(LiveSettings settings)
{
    private readonly Dictionary<long, DateTimeOffset> heardAt = [];
    private DateTimeOffset listeningSince;
    private DateTimeOffset nextLookAt = DateTimeOffset.MaxValue;

    /// <summary>Listening begins now: nothing could be heard before.</summary>
    public void Listen(DateTimeOffset now)
    {
        heardAt.Clear();
        (listeningSince, nextLookAt) = (now, now);
    }

    public void Heard(long instanceId, DateTimeOffset now)
    {
        heardAt[instanceId] = now;
        if (nextLookAt == DateTimeOffset.MaxValue) nextLookAt = now;
    }

    /// <summary>Whether an instance's known state of work was heard, or its silence was long enough, since listening began.</summary>
    public bool IsCurrent(Lease lease, DateTimeOffset now) =>
        lease.Work is not { } work || (work.State is WorkState.Silent ? now >= SilentAt(lease.InstanceId, work) : heardAt.ContainsKey(lease.InstanceId));

    /// <summary>The instances that have fallen silent. Checked once the first one may have.</summary>
    public IEnumerable<WentSilent> Silent(FleetState fleet, DateTimeOffset now)
    {
        if (now < nextLookAt) yield break;
        foreach (var ended in heardAt.Keys.Where(instanceId => !fleet.Leases.ContainsKey(instanceId)).ToArray()) heardAt.Remove(ended);
        nextLookAt = DateTimeOffset.MaxValue;
        foreach (var lease in fleet.Leases.Values)
        {
            if (lease is not { ShouldDrop: false, Work: { } work }) continue;
            var due = SilentAt(lease.InstanceId, work);
            if (now < due) nextLookAt = Moments.Earlier(nextLookAt, due);
            else if (work.State is not WorkState.Silent) yield return new WentSilent(lease.InstanceId, work.SilenceBorne(settings.Now.ContemplantSilence).TotalSeconds);
        }
    }

    /// <summary>When to check next; null while no instance reports.</summary>
    public DateTimeOffset? NextLookAt => nextLookAt == DateTimeOffset.MaxValue ? null : nextLookAt;

    private DateTimeOffset SilentAt(long instanceId, Work work) =>
        heardAt.GetValueOrDefault(instanceId, listeningSince) + work.SilenceBorne(settings.Now.ContemplantSilence);
}
