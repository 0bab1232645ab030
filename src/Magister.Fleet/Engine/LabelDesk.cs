using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Sets the label of instances that Vast shows without one, one at a time.</summary>
internal sealed class LabelDesk(LiveSettings settings, StepBuilder step)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    // When Vast accepted a label that it does not show yet.
    private readonly Dictionary<long, DateTimeOffset> takenAt = [];
    private bool isSetting;

    /// <summary>Requests the label that must be set now.</summary>
    public void Decide(DateTimeOffset now)
    {
        foreach (var ended in takenAt.Keys.Where(instanceId => !step.State.Index.Unlabelled.Contains(instanceId)).ToArray()) takenAt.Remove(ended);
        if (isSetting) return;
        var due = step.State.Index.Unlabelled.Where(instanceId => !takenAt.ContainsKey(instanceId) && step.IsDue(DueOf(step.State.Leases[instanceId], now)));
        foreach (var instanceId in due.Take(1))
        {
            isSetting = true;
            step.Call(new EngineCall.Label(instanceId));
        }
    }

    /// <summary>Vast shows a lease whose label has not been seen yet.</summary>
    /// <param name="isLabelled">It has our label now.</param>
    public void Seen(Lease lease, bool isLabelled, DateTimeOffset seenAt, DateTimeOffset now)
    {
        if (lease.Labelling is not { } labelling) return;
        if (isLabelled) step.Record(new SeenLabelled(lease.InstanceId), now);
        else if (labelling.LackedSince is null) step.Record(new SeenUnlabelled(lease.InstanceId), now);
        else if (takenAt.TryGetValue(lease.InstanceId, out var at) && seenAt >= at + settings.Now.ConsistencyWindow)
        {
            takenAt.Remove(lease.InstanceId);
            step.Record(new LabelFailed(lease.InstanceId, "Vast accepted the label but does not show it"), now);
        }
    }

    public void Ended(long instanceId, Outcome<LabelConfirmation> outcome, DateTimeOffset now)
    {
        isSetting = false;
        if (outcome is Outcome<LabelConfirmation>.Done) takenAt[instanceId] = now;
        else step.Record(new LabelFailed(instanceId, OutcomeText.Describe(outcome)), now);
    }

    private static Due DueOf(Lease lease, DateTimeOffset now) => lease.Labelling is { Failures: > 0 and var failures, FailedAt: { } failedAt }
        ? Due.At(failedAt + Backoff.After(failures - 1, FirstWait, LongestWait), now)
        : Due.Now;
}
