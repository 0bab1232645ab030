namespace Magister.Telemetry;

/// <summary>Lines of what operators are told by way of <c>notify_url</c>, whose address no line shows; ids from 1900.</summary>
internal static partial class NotificationLog
{
    [LoggerMessage(1900, LogLevel.Information, "Told of trouble ({Kind}, {State}) by way of notify_url: {Text}")]
    public static partial void Notified(ILogger log, string kind, string state, string text);

    [LoggerMessage(1901, LogLevel.Warning, "Could not tell of trouble ({Kind}, {State}) by way of notify_url: {Reason}")]
    public static partial void NotNotified(ILogger log, string kind, string state, string reason);
}
