using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Magister.Fleet;
using Magister.Configuration;

namespace Magister.Endpoints;

/// <summary>The end of a Contemplant's output, without control characters and without any secret.</summary>
/// <param name="LastLine">The last line that tells something: of an error where one does, else the last one; null where there is none.</param>
internal sealed record ContemplantOutput(string Text, string? LastLine);

/// <summary>What callers send as a body: the reason of a drop, the end of a Contemplant's output.</summary>
internal static partial class CallerText
{
    /// <summary>How much of a reason is kept; the rest is read and forgotten.</summary>
    public const int MaxBytes = 4096;

    /// <summary>How much of the end of an output is kept.</summary>
    public const int MaxOutputBytes = 8192;

    private const int MaxLine = 200;

    /// <summary>Reads the whole body, which the server bounds, and gives its beginning without control characters and without any secret.</summary>
    public static async Task<string> ReadReasonAsync(HttpRequest request, SecretTexts secrets, CancellationToken cancellation)
    {
        // Twice as much, so that no secret is cut in two before it is looked for.
        var kept = new byte[2 * MaxBytes];
        var length = await request.Body.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancellation);
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return Beginning(secrets.Masked(Clean(Encoding.UTF8.GetString(kept, 0, length))));
    }

    /// <summary>Reads the whole body, which the server bounds, and gives its end.</summary>
    public static async Task<ContemplantOutput> ReadOutputAsync(HttpRequest request, SecretTexts secrets, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var text = secrets.Masked(TerminalSteering().Replace(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), ""));
        var lines = text.Split('\n').Select(Clean).Where(line => line.Length > 0).ToArray();
        var telling = lines.LastOrDefault(line => Trouble().IsMatch(line)) ?? lines.LastOrDefault();
        return new ContemplantOutput(End(string.Join('\n', lines)), telling is null ? null : TextBeginning.Of(telling, MaxLine));
    }

    private static string End(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxOutputBytes ? text : Encoding.UTF8.GetString(bytes, bytes.Length - MaxOutputBytes, MaxOutputBytes).TrimStart('\uFFFD');
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TerminalSteering();

    [GeneratedRegex("error|panic|fatal|failed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trouble();

    private static string Beginning(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxBytes ? text : Encoding.UTF8.GetString(bytes, 0, MaxBytes).TrimEnd('\uFFFD');
    }

    private static string Clean(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var steers = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            printable.Append(steers ? " " : rune.ToString());
        }

        return printable.ToString().Trim();
    }
}
