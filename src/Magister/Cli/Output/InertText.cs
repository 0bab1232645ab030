using System.Globalization;
using System.Text;

namespace Magister.Cli.Output;

/// <summary>Makes text that others wrote fit to be shown: one line, and nothing in it that steers a terminal.</summary>
internal static class InertText
{
    /// <summary>The same without control and formatting characters; each run of spaces and control characters is one space.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) AppendBlank(kept);
            else if (IsVisible(rune)) kept.Append(rune);
        }

        return kept.ToString().TrimEnd();
    }

    private static void AppendBlank(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] is not ' ') kept.Append(' ');
    }

    // Formatting characters can turn the direction of what follows on the line; the others look different from terminal to terminal.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
