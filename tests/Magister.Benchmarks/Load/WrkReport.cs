using System.Globalization;
using System.Text.RegularExpressions;

namespace Magister.Benchmarks.Load;

/// <summary>The output of <c>wrk --latency</c>.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="RequestsPerSecond">The rate.</param>
/// <param name="HalfWithin">The median latency.</param>
/// <param name="NinetyNineWithin">The 99th percentile.</param>
/// <param name="Slowest">The longest.</param>
/// <param name="Failures">Answers of status 400 and above, and connections that failed.</param>
internal sealed partial record WrkReport(
    long Requests, double RequestsPerSecond, TimeSpan HalfWithin, TimeSpan NinetyNineWithin, TimeSpan Slowest, long Failures)
{
    /// <exception cref="FormatException">It is not wrk's output.</exception>
    public static WrkReport Read(string text) => new(
        long.Parse(Find(RequestsLine(), text), CultureInfo.InvariantCulture),
        double.Parse(Find(RateLine(), text), CultureInfo.InvariantCulture),
        Time(Find(HalfLine(), text)),
        Time(Find(NinetyNineLine(), text)),
        Time(Find(SlowestLine(), text)),
        Sum(RefusedLine(), text) + Sum(SocketLine(), text));

    /// <summary>A time as wrk writes it: <c>823.00us</c>, <c>1.05ms</c>, <c>2.10s</c>, <c>1.50m</c>.</summary>
    public static TimeSpan Time(string text)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var number = double.Parse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture);
        return unit switch
        {
            "us" => TimeSpan.FromMicroseconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => throw new FormatException($"wrk wrote a time as {text}"),
        };
    }

    private static string Find(Regex line, string text) =>
        line.Match(text) is { Success: true } match ? match.Groups["it"].Value : throw new FormatException($"No {line} in what wrk wrote:\n{text}");

    private static long Sum(Regex line, string text) =>
        line.Match(text).Groups["it"].Captures.Sum(number => long.Parse(number.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\s*(?<it>\d+) requests in ", RegexOptions.Multiline)]
    private static partial Regex RequestsLine();

    [GeneratedRegex(@"^Requests/sec:\s+(?<it>[\d.]+)", RegexOptions.Multiline)]
    private static partial Regex RateLine();

    [GeneratedRegex(@"^\s+50%\s+(?<it>\S+)", RegexOptions.Multiline)]
    private static partial Regex HalfLine();

    [GeneratedRegex(@"^\s+99%\s+(?<it>\S+)", RegexOptions.Multiline)]
    private static partial Regex NinetyNineLine();

    [GeneratedRegex(@"^\s+Latency\s+\S+\s+\S+\s+(?<it>\d\S*)", RegexOptions.Multiline)]
    private static partial Regex SlowestLine();

    [GeneratedRegex(@"^\s*Non-2xx or 3xx responses: (?<it>\d+)", RegexOptions.Multiline)]
    private static partial Regex RefusedLine();

    [GeneratedRegex(@"^\s*Socket errors: connect (?<it>\d+), read (?<it>\d+), write (?<it>\d+), timeout (?<it>\d+)", RegexOptions.Multiline)]
    private static partial Regex SocketLine();
}
