using System.Collections.Immutable;

namespace Magister.Notifications;

/// <summary>One message to operators.</summary>
/// <param name="Since">When the oldest of its problems began.</param>
/// <param name="Texts">Its texts, one line each. They may contain texts from outside.</param>
internal sealed record Notification(AlertKind Kind, NotificationState State, DateTimeOffset Since, ImmutableArray<string> Texts);

internal enum NotificationState
{
    Begun,

    /// <summary>It persists a day after it was reported.</summary>
    Still,

    Over,
}
