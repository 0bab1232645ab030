using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>When time alone changes the plan: the front of each queue of what waits for a moment.</summary>
internal static class NextDeadline
{
    public static DateTimeOffset? Of(Judge judge)
    {
        var index = judge.Fleet.Index;
        DateTimeOffset? next = null;
        foreach (var retries in index.Retries.Values) next = Moments.Earlier(next, FirstAfter(retries, judge.Now, judge));
        if (judge.IsCreditUsedUp || judge.Fleet.Steering.Mode is SteeringMode.Draining) return next;
        return Moments.Earlier(Moments.Earlier(next, FirstAfter(index.Unverified, judge.Now, judge)), EndOfGrace(judge));
    }

    private static DateTimeOffset? EndOfGrace(Judge judge)
    {
        var (unhealthy, grace) = (judge.Fleet.Index.Unhealthy, judge.Settings.UnhealthyGrace);

        // Shortly after there is credit again, graces begin at that moment, so that the order says nothing of their ends.
        if (judge.Fleet.Account is { CanPay: true } account && judge.Now < account.At + grace)
        {
            return unhealthy.Min(one => judge.Of(one.Id).LookAgainAt);
        }

        return FirstAfter(unhealthy, judge.Now - grace, judge);
    }

    // Of those that wait for a moment after this one. One that goes now for another reason waits for nothing; such are few.
    private static DateTimeOffset? FirstAfter(ImmutableSortedSet<Dated> dated, DateTimeOffset moment, Judge judge)
    {
        var place = dated.IndexOf(new Dated(moment, long.MaxValue));
        for (var next = place < 0 ? ~place : place + 1; next < dated.Count; next++)
        {
            if (judge.Of(dated[next].Id).LookAgainAt is { } at) return at;
        }

        return null;
    }
}
