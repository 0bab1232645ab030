namespace Magister.Fleet;

/// <summary>Shortens a text to a maximum length, never leaving half a character at its end.</summary>
public static class TextBeginning
{
    /// <param name="text">The text.</param>
    /// <param name="maxLength">In UTF-16 units, at least 1.</param>
    public static string Of(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maxLength) return text;
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }
}
