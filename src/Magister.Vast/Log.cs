using Microsoft.Extensions.Logging;

namespace Magister.Vast;

/// <summary>Log messages about Vast: names, numbers and kinds, never a body, a header or an address with its query.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Warning, "Skipped {Offer}: field {Field} is missing or impossible", EventName = "OfferSkipped")]
    public static partial void OfferSkipped(ILogger logger, string offer, string field);

    [LoggerMessage(3001, LogLevel.Warning, "Skipped {Count} more unreadable offers of the same search", EventName = "MoreOffersSkipped")]
    public static partial void MoreOffersSkipped(ILogger logger, int count);

    [LoggerMessage(
        3010,
        LogLevel.Information,
        "Vast requires {NewGapSeconds} s between {Endpoint} calls: up from {OldGapSeconds} s",
        EventName = "GapLearnt")]
    public static partial void GapLearnt(ILogger logger, string endpoint, double oldGapSeconds, double newGapSeconds);

    [LoggerMessage(
        3011,
        LogLevel.Warning,
        "Vast answered a {Endpoint} call with 429: the next one waits {WaitSeconds:0.0} s",
        EventName = "BackingOff")]
    public static partial void BackingOff(ILogger logger, string endpoint, double waitSeconds);

    [LoggerMessage(3012, LogLevel.Warning, "Vast asks to wait {WaitSeconds:0.#} s before the next {Endpoint} call", EventName = "Postponed")]
    public static partial void Postponed(ILogger logger, string endpoint, double waitSeconds);

    [LoggerMessage(3013, LogLevel.Warning, "Vast's {Endpoint} answers hold NaN or Infinity, which JSON does not have; these values are read as missing", EventName = "BareNumbers")]
    public static partial void BareNumbers(ILogger logger, string endpoint);

    [LoggerMessage(3014, LogLevel.Warning, "Vast's clock is {Seconds:0} s {Direction} this machine's; ages of instances are counted by Vast's", EventName = "ClockSkew")]
    public static partial void ClockSkew(ILogger logger, double seconds, string direction);

    [LoggerMessage(3020, LogLevel.Debug, "Repeating a {Endpoint} call after try {Try}: {Cause}", EventName = "Retrying")]
    public static partial void Retrying(ILogger logger, string endpoint, int @try, string cause);

    [LoggerMessage(3030, LogLevel.Debug, "{Endpoint} ended as {Outcome} after {Milliseconds:0} ms", EventName = "CallEnded")]
    public static partial void CallEnded(ILogger logger, string endpoint, string outcome, double milliseconds);
}
