using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Magister.Fleet;

/// <summary>Makes text from outside safe to show: one line, without anything that steers a terminal or cannot be seen.</summary>
public static partial class PlainText
{
    /// <summary>The same without terminal sequences, control and formatting characters; each run of blanks and line ends is one space.</summary>
    public static string Clean(string text) => Blanks().Replace(WithColumns(text), " ").Trim();

    /// <summary>The same, but each blank stays one, as columns and indentation consist of them; only those at the end go.</summary>
    public static string WithColumns(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var rune in TerminalSequence().Replace(text, "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) kept.Append(' ');
            else if (IsVisible(rune)) kept.Append(rune);
        }

        return kept.ToString().TrimEnd();
    }

    // Formatting characters can reverse the direction of the rest of the line; private ones look different from terminal to terminal.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(" {2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"\x1B\[[0-?]*[ -/]*[@-~]|\x1B\][^\x07\x1B]*(?:\x07|\x1B\\)?|\x1B[@-Z\\^_]|\x9B[0-?]*[ -/]*[@-~]",
        RegexOptions.NonBacktracking)]
    private static partial Regex TerminalSequence();
}
