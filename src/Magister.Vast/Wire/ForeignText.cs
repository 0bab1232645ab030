using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Magister.Fleet;

namespace Magister.Vast.Wire;

/// <summary>Makes text from outside fit for a log and a terminal.</summary>
internal sealed partial class ForeignText(string apiKey)
{
    public const int MaxLength = 300;

    private const int LengthRead = 8_192;
    private const string KeyStandIn = "•••";

    /// <summary>Without control and formatting characters, without the key, and at most <see cref="MaxLength"/> characters long.</summary>
    public string Clean(string text)
    {
        // The key is replaced after invisible characters are removed, which could have split it, and before the end is cut off, which could
        // leave a part of it.
        var isCut = text.Length > LengthRead;
        var clean = WithoutInvisible(TerminalSequence().Replace(isCut ? text[..LengthRead] : text, string.Empty));
        if (apiKey.Length > 0)
        {
            clean = clean.Replace(apiKey, KeyStandIn, StringComparison.Ordinal);
            clean = isCut ? clean[..Math.Max(0, clean.Length - apiKey.Length)] : clean;
        }

        return TextBeginning.ForPeople(clean, MaxLength);
    }

    private static string WithoutInvisible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) AppendBlank(kept);
            else if (IsVisible(rune)) kept.Append(rune);
        }

        return kept.ToString().TrimEnd();
    }

    private static void AppendBlank(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(
        @"\x1B\[[0-?]*[ -/]*[@-~]|\x1B\][^\x07\x1B]*(?:\x07|\x1B\\)?|\x1B[@-Z\\^_]|\x9B[0-?]*[ -/]*[@-~]",
        RegexOptions.NonBacktracking)]
    private static partial Regex TerminalSequence();
}
