namespace Magister.Telemetry;

/// <summary>Log lines about notifications, ids from 1900. None shows the address.</summary>
internal static partial class NotificationLog
{
    [LoggerMessage(1900, LogLevel.Information, "Notified notify_url ({Kind}, {State}): {Text}")]
    public static partial void Notified(ILogger log, string kind, string state, string text);

    [LoggerMessage(1901, LogLevel.Warning, "Could not notify notify_url ({Kind}, {State}): {Reason}")]
    public static partial void NotNotified(ILogger log, string kind, string state, string reason);
}
