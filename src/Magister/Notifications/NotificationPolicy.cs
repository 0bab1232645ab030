using System.Collections.Immutable;

namespace Magister.Notifications;

/// <summary>What was reported, so that nothing is told twice.</summary>
internal sealed record NoticeMemory(ImmutableDictionary<(AlertKind Kind, long Subject), KnownTrouble> Known)
{
    public static readonly NoticeMemory Empty = new(ImmutableDictionary<(AlertKind, long), KnownTrouble>.Empty);
}

/// <summary>A trouble that was seen.</summary>
/// <param name="ToldAt">When somebody was reported it; null if it is in its grace.</param>
internal sealed record KnownTrouble(Alert Alert, DateTimeOffset Since, DateTimeOffset? ToldAt);

/// <summary>Decides what operators are told. Pure.</summary>
internal static class NotificationPolicy
{
    /// <summary>How long a trouble may go on before it is reported again.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(24);

    /// <summary>What to tell now, given what is wrong and what was told before; and what to remember. One message for each kind and state.</summary>
    public static (ImmutableArray<Notification> Messages, NoticeMemory Memory) Decide(IEnumerable<Alert> troubles, DateTimeOffset now, NoticeMemory memory)
    {
        var known = ImmutableDictionary.CreateBuilder<(AlertKind, long), KnownTrouble>();
        var told = new List<(KnownTrouble Of, NotificationState State)>();
        foreach (var trouble in troubles)
        {
            var key = (trouble.Kind, trouble.Subject);
            var before = memory.Known.GetValueOrDefault(key);
            var seen = new KnownTrouble(trouble, before?.Since ?? trouble.Since ?? now, before?.ToldAt);
            if (StateOf(seen, now) is { } state)
            {
                seen = seen with { ToldAt = now };
                told.Add((seen, state));
            }

            known[key] = seen;
        }

        told.AddRange(memory.Known.Where(was => was.Value.ToldAt is not null && !known.ContainsKey(was.Key)).Select(was => (was.Value, NotificationState.Over)));
        return (Gather(told), new NoticeMemory(known.ToImmutable()));
    }

    private static NotificationState? StateOf(KnownTrouble seen, DateTimeOffset now)
    {
        if (seen.ToldAt is { } toldAt) return now - toldAt >= RepeatAfter ? NotificationState.Still : null;
        return now - seen.Since >= seen.Alert.Grace ? NotificationState.Begun : null;
    }

    private static ImmutableArray<Notification> Gather(List<(KnownTrouble Of, NotificationState State)> told) =>
        [.. told
            .GroupBy(one => (one.Of.Alert.Kind, one.State))
            .OrderBy(group => group.Key)
            .Select(group => new Notification(
                group.Key.Kind,
                group.Key.State,
                group.Min(one => one.Of.Since),
                [.. group.OrderBy(one => one.Of.Alert.Subject).Select(one => one.State is NotificationState.Over ? one.Of.Alert.OverText : one.Of.Alert.Text)]))];
}
