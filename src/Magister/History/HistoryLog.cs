namespace Magister.History;

/// <summary>Log lines about the history's file.</summary>
internal static partial class HistoryLog
{
    [LoggerMessage(1620, LogLevel.Warning, "The history of the last week (history.bin) is damaged and was discarded; a new one begins: {Problem}")]
    public static partial void ThrownAway(ILogger log, string problem);

    [LoggerMessage(1621, LogLevel.Warning, "The history of the last week (history.bin) cannot be written for now and is kept in memory only: {Reason}")]
    public static partial void NotKept(ILogger log, string reason);
}
