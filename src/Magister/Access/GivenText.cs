using Magister.Fleet;

namespace Magister.Access;

/// <summary>Text from a caller, made fit to be shown.</summary>
internal static class GivenText
{
    private const int MaxLength = 40;

    /// <summary>The beginning of it, without control characters.</summary>
    public static string Shortened(string text)
    {
        var printable = string.Concat(text.Where(character => !char.IsControl(character)));
        return printable.Length <= MaxLength ? printable : TextBeginning.Of(printable, MaxLength) + "…";
    }
}
