using System.Globalization;
using System.Text;

namespace Magister.Cli.Output;

/// <summary>Makes text of foreign origin safe to show: one line, without anything that controls a terminal.</summary>
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

    // Formatting characters can reverse the direction of the rest of the line; the others look different from terminal to terminal.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
