namespace Magister.History;

/// <summary>What is said of the history's file.</summary>
internal static partial class HistoryLog
{
    [LoggerMessage(1620, LogLevel.Warning, "The history of the last week (history.bin) was damaged and is thrown away; it begins anew: {Problem}")]
    public static partial void ThrownAway(ILogger log, string problem);

    [LoggerMessage(1621, LogLevel.Warning, "The history of the last week (history.bin) cannot be kept on disk for now, only in memory: {Reason}")]
    public static partial void NotKept(ILogger log, string reason);
}
