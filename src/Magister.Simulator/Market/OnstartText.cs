using System.Text.RegularExpressions;

namespace Magister.Simulator.Market;

/// <summary>What can be read from an <c>onstart</c> text without running it.</summary>
internal static partial class OnstartText
{
    /// <summary>The drop endpoint that the text exports, however it is quoted; null if there is none.</summary>
    public static string? DropEndpoint(string? onstart) => Variable(onstart, "MAGISTER_DROP_ENDPOINT");

    /// <summary>The value exported under one of Magister's names; null if there is none. Values with spaces or quotes are not read.</summary>
    public static string? Variable(string? onstart, string name) =>
        onstart is null ? null : VariablePattern().Matches(onstart).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value;

    /// <summary>The address before <c>/drop/…</c>.</summary>
    public static string? MagisterAddress(string? dropEndpoint) =>
        dropEndpoint?.LastIndexOf("/drop/", StringComparison.Ordinal) is { } end and > 0 ? dropEndpoint[..end] : null;

    // Only quotes and backslashes, of one or two levels, are between the name and the value.
    [GeneratedRegex("""(?<name>MAGISTER_[A-Z_]+)=["'\\]*(?<value>https?://[^\s"'\\;`]+|[0-9]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariablePattern();
}
