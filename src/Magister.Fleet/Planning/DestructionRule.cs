namespace Magister.Fleet.Planning;

/// <summary>A destruction that has begun is attempted, at growing intervals, until Vast confirms it.</summary>
internal static class DestructionRule
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static LeaseDecision? Decide(Lease lease, DateTimeOffset now)
    {
        if (lease.Destruction is not { } destruction) return null;
        if (destruction.UnderWay) return LeaseDecision.Keep;
        var due = DueAt(destruction);
        return now >= due
            ? LeaseDecision.End(lease, destruction.Cause, destruction.Reason)
            : LeaseDecision.KeepUntil(due);
    }

    /// <summary>When to retry one that is not under way.</summary>
    public static DateTimeOffset DueAt(Destruction destruction) => destruction.FailedAt is { } failedAt
        ? failedAt + Backoff.After(destruction.Attempts - 1, FirstWait, LongestWait)
        : destruction.Since;
}
