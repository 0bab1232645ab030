using System.Text.RegularExpressions;

namespace Magister.Simulator.Market;

/// <summary>What can be read from an <c>onstart</c> text without running it.</summary>
internal static partial class OnstartText
{
    /// <summary>The drop endpoint that the text exports, however it is quoted; null where there is none.</summary>
    public static string? DropEndpoint(string? onstart) =>
        onstart is not null && DropEndpointPattern().Match(onstart) is { Success: true } match ? match.Groups["address"].Value : null;

    /// <summary>The address in front of <c>/drop/…</c>.</summary>
    public static string? MagisterAddress(string? dropEndpoint) =>
        dropEndpoint?.LastIndexOf("/drop/", StringComparison.Ordinal) is { } end and > 0 ? dropEndpoint[..end] : null;

    // Between the name and the address stand only quotes and backslashes, of one level or of two.
    [GeneratedRegex("""MAGISTER_DROP_ENDPOINT=["'\\]*(?<address>https?://[^\s"'\\;`]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropEndpointPattern();
}
