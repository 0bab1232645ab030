namespace Magister.Fleet;

/// <summary>The beginning of a text that may not be longer, never with half of a character at its end.</summary>
public static class TextBeginning
{
    /// <param name="text">The text.</param>
    /// <param name="lengthMost">In UTF-16 units, at least 1.</param>
    public static string Of(string text, int lengthMost)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= lengthMost) return text;
        return text[..(char.IsHighSurrogate(text[lengthMost - 1]) ? lengthMost - 1 : lengthMost)];
    }
}
