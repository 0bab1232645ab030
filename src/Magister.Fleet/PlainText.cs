using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Magister.Fleet;

/// <summary>Makes text from outside safe to show: one line, without anything that steers a terminal or cannot be seen.</summary>
public static partial class PlainText
{
    /// <summary>The same without terminal sequences, control and formatting characters; each run of blanks and line ends is one space.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var rune in TerminalSequence().Replace(text, "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) AppendBlank(kept);
            else if (IsVisible(rune)) kept.Append(rune);
        }

        return kept.ToString().TrimEnd();
    }

    private static void AppendBlank(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] is not ' ') kept.Append(' ');
    }

    // Formatting characters can reverse the direction of the rest of the line; private ones look different from terminal to terminal.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(
        @"\x1B\[[0-?]*[ -/]*[@-~]|\x1B\][^\x07\x1B]*(?:\x07|\x1B\\)?|\x1B[@-Z\\^_]|\x9B[0-?]*[ -/]*[@-~]",
        RegexOptions.NonBacktracking)]
    private static partial Regex TerminalSequence();
}
