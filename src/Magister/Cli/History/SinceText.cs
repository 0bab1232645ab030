using System.Globalization;
using System.Text.RegularExpressions;

namespace Magister.Cli.History;

/// <summary>Reads the time from which on something is requested.</summary>
internal static partial class SinceText
{
    public const string Wanted = "a time such as 2026-08-01T10:00 (UTC, or with its offset), or how long ago: 90s, 30m, 2h, 1d12h";

    /// <summary>The time; null if the text is not one.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (Ago().Match(text) is { Success: true } ago && Span(ago) is { } span && span <= now - DateTimeOffset.UnixEpoch) return now - span;
        return text.Contains('-', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, null, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
    }

    private static TimeSpan? Span(Match ago)
    {
        double seconds = 0;
        foreach (var (unit, length) in (ReadOnlySpan<(string, int)>)[("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)])
        {
            if (ago.Groups[unit].Success) seconds += double.Parse(ago.Groups[unit].Value) * length;
        }

        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex(@"^(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,8})s)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Ago();
}
