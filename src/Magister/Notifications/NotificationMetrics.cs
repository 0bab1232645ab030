using System.Diagnostics.Metrics;
using Magister.Telemetry.Metrics;

namespace Magister.Notifications;

/// <summary>The outcomes of messages to operators.</summary>
internal sealed class NotificationMetrics
{
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Lost = "lost";

    private readonly Counter<long> notifications;

    public NotificationMetrics(IMeterFactory meters)
    {
        notifications = meters.Create(Meters.Magister).CreateCounter<long>(
            "magister.notifications", "{message}", "Messages by way of notify_url, each with all its tries, by outcome.");
        foreach (var outcome in new[] { Sent, Failed, Lost }) notifications.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
    }

    public void Count(string outcome) => notifications.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
