namespace Magister.Running;

/// <summary>Log lines about unexpected failures in the loop, ids from 1605.</summary>
internal static partial class LoopLog
{
    [LoggerMessage(1605, LogLevel.Critical, "A defect in Magister")]
    public static partial void Defect(ILogger log, Exception defect);

    [LoggerMessage(1610, LogLevel.Error, "A defect in Magister: {Part} continues without what it was about to do")]
    public static partial void TurnBroke(ILogger log, string part, Exception defect);

    [LoggerMessage(1609, LogLevel.Error, "A {Call} call met a defect in Magister; whether it happened is not known")]
    public static partial void CallBroke(ILogger log, string call, Exception defect);
}
