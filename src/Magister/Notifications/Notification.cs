using System.Collections.Immutable;

namespace Magister.Notifications;

/// <summary>One message to operators.</summary>
/// <param name="Since">When the oldest of what it tells began.</param>
/// <param name="Texts">What it tells, a line each. They may hold words of strangers.</param>
internal sealed record Notification(AlertKind Kind, NotificationState State, DateTimeOffset Since, ImmutableArray<string> Texts);

internal enum NotificationState
{
    Begun,

    /// <summary>It continues a day after it was reported.</summary>
    Still,

    Over,
}
