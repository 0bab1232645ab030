using Magister.Fleet;

namespace Magister.Access;

/// <summary>Text from a caller, made fit to be shown.</summary>
internal static class GivenText
{
    private const int MaxLength = 40;

    /// <summary>The beginning of it, as plain text.</summary>
    public static string Shortened(string text) => TextBeginning.ForPeople(PlainText.Clean(text), MaxLength + 1);
}
