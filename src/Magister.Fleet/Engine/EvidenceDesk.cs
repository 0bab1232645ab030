using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>
/// Fetches the logs of failed instances before they are destroyed: a few at a time, in the order of their destruction, each once.
/// No destruction waits longer than <see cref="LongestWait"/>, whether its logs were requested or not. Can be lost at a restart without harm.
/// </summary>
internal sealed class EvidenceDesk(LiveSettings settings, StepBuilder step)
{
    /// <summary>More would keep each other from getting their logs in time.</summary>
    public const int MaxAtOnce = 2;

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Dictionary<long, Wait> waits = [];

    /// <summary>Those that may be destroyed now.</summary>
    public ImmutableArray<PlannedAction.Destroy> Ready(ImmutableArray<PlannedAction.Destroy> due, DateTimeOffset now)
    {
        if (!settings.Now.KeepsEvidence) return due;
        Forget(due);
        return [.. due.Where(destroy => IsReady(destroy, now))];
    }

    public void Ended(long instanceId, Outcome<InstanceLogs> outcome)
    {
        if (!waits.TryGetValue(instanceId, out var wait)) return;
        waits[instanceId] = wait with { IsOver = true, Line = (outcome as Outcome<InstanceLogs>.Done)?.Value.LastLine };
    }

    /// <summary>Why the instance is destroyed, with the last meaningful line of its log unless the reason contains it.</summary>
    public string Reason(PlannedAction.Destroy destroy)
    {
        var lease = step.State.Leases[destroy.InstanceId];
        if (!destroy.Cause.IsFailure() || lease.Destruction is not null) return destroy.Reason;
        var lastWords = destroy.Cause is DestroyCause.MissedDeadline or DestroyCause.NotWorking ? lease.Work?.LastWords : null;
        return (lastWords ?? waits.GetValueOrDefault(destroy.InstanceId)?.Line) is { } line && !destroy.Reason.Contains(line, StringComparison.Ordinal)
            ? $"{destroy.Reason}; its log: {line}"
            : destroy.Reason;
    }

    private bool IsReady(PlannedAction.Destroy destroy, DateTimeOffset now)
    {
        if (!destroy.Cause.IsFailure() || step.State.Leases[destroy.InstanceId].ShouldDrop) return true;
        var wait = waits.GetValueOrDefault(destroy.InstanceId) ?? new Wait(now);
        if (!wait.IsAsked && waits.Values.Count(other => other.IsUnderWay) < MaxAtOnce)
        {
            wait = wait with { IsAsked = true };
            step.Call(new EngineCall.Logs(destroy.InstanceId, destroy.Reason));
        }

        waits[destroy.InstanceId] = wait;
        return wait.IsOver || step.IsDue(Due.At(wait.Since + LongestWait, now));
    }

    // An instance whose logs were requested is remembered as long as it exists.
    private void Forget(ImmutableArray<PlannedAction.Destroy> due)
    {
        if (waits.Count == 0) return;
        var ids = due.Select(destroy => destroy.InstanceId).ToHashSet();
        foreach (var (instanceId, wait) in waits.ToArray())
        {
            if (!wait.IsUnderWay && !(wait.IsAsked ? step.State.Leases.ContainsKey(instanceId) : ids.Contains(instanceId))) waits.Remove(instanceId);
        }
    }

    /// <param name="Since">When its destruction was first due.</param>
    private sealed record Wait(DateTimeOffset Since)
    {
        public bool IsAsked { get; init; }

        public bool IsOver { get; init; }

        public string? Line { get; init; }

        public bool IsUnderWay => IsAsked && !IsOver;
    }
}
