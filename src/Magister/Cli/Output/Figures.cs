namespace Magister.Cli.Output;

/// <summary>Numbers and times as every command shows them.</summary>
internal static class Figures
{
    /// <summary>USD with four decimals.</summary>
    public static string? Price(double? price) => price?.ToString("0.0000");

    /// <summary><c>2x RTX 4090</c>.</summary>
    public static string Gpu(long? count, string? name) => $"{count ?? 1}x {name ?? "unknown GPU"}";

    /// <summary>A location, which Vast may omit or begin with a comma.</summary>
    public static string? Place(string? location) => location?.Trim(' ', ',') is { Length: > 0 } place ? place : null;

    /// <summary>A time in UTC.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");

    /// <summary>An id.</summary>
    public static string? Id(long? id) => id?.ToString();

    /// <summary><c>1 rent</c>, <c>2 rents</c>.</summary>
    public static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A count with its verb: <c>1 offer fits</c>, <c>2 offers fit</c>.</summary>
    public static string Count(long count, string noun, string ifOne, string ifMore) => $"{Count(count, noun)} {(count == 1 ? ifOne : ifMore)}";

    /// <summary>A duration in its two largest units: <c>2 h 5 min</c>.</summary>
    public static string Span(TimeSpan span)
    {
        var (days, hours, minutes, seconds) = ((int)span.TotalDays, span.Hours, span.Minutes, span.Seconds);
        return span < TimeSpan.Zero ? "0 s"
            : days > 0 ? $"{days} d {hours} h"
            : hours > 0 ? $"{hours} h {minutes} min"
            : minutes > 0 ? $"{minutes} min {seconds} s"
            : $"{seconds} s";
    }
}
