namespace Magister.Fleet.Planning;

/// <summary>A destruction that was begun is tried, at growing intervals, until Vast confirms it.</summary>
internal static class DestructionRule
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static LeaseVerdict? Judge(Lease lease, DateTimeOffset now)
    {
        if (lease.Destruction is not { } destruction) return null;
        if (destruction.UnderWay) return LeaseVerdict.Keep;
        var due = destruction.FailedAt is { } failedAt ? failedAt + Backoff.After(destruction.Attempts - 1, FirstWait, LongestWait) : destruction.Since;
        return now >= due
            ? LeaseVerdict.End(lease, destruction.Cause, destruction.Reason)
            : LeaseVerdict.KeepUntil(due);
    }
}
