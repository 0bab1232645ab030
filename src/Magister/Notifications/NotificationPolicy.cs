using System.Collections.Immutable;

namespace Magister.Notifications;

/// <summary>What has been reported, so that nothing is reported twice.</summary>
internal sealed record NoticeMemory(ImmutableDictionary<(AlertKind Kind, long Subject), KnownTrouble> Known)
{
    public static readonly NoticeMemory Empty = new(ImmutableDictionary<(AlertKind, long), KnownTrouble>.Empty);
}

/// <summary>A trouble that was seen.</summary>
/// <param name="ToldAt">When it was reported; null during its grace period.</param>
internal sealed record KnownTrouble(Alert Alert, DateTimeOffset Since, DateTimeOffset? ToldAt);

/// <summary>Decides which notifications to send. Pure.</summary>
internal static class NotificationPolicy
{
    /// <summary>How long a problem may persist before it is reported again.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(24);

    /// <summary>What to report now, given the current problems and earlier reports, and what to remember. One message per kind and state.</summary>
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
