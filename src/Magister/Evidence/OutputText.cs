using System.Text;
using System.Text.RegularExpressions;
using Magister.Configuration;
using Magister.Fleet;

namespace Magister.Evidence;

/// <summary>The end of a program's output, as plain text without secrets.</summary>
/// <param name="LastLine">The last line that reports an error, or else the last line; null if there is none.</param>
internal sealed partial record OutputText(string Text, string? LastLine)
{
    private const int MaxLine = 200;

    /// <param name="most">How many bytes of its end are kept.</param>
    public static OutputText Read(string output, SecretTexts secrets, int most)
    {
        var lines = output.Split('\n').Select(line => secrets.Masked(PlainText.WithColumns(line))).Where(line => line.Length > 0).ToArray();
        var telling = lines.LastOrDefault(line => Trouble().IsMatch(line)) ?? lines.LastOrDefault();
        return new OutputText(End(string.Join('\n', lines), most), telling is null ? null : TextBeginning.Cut(telling.TrimStart(), MaxLine));
    }

    private static string End(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= most ? text : Encoding.UTF8.GetString(bytes, bytes.Length - most, most).TrimStart('\uFFFD');
    }

    [GeneratedRegex("error|panic|fatal|failed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trouble();
}
