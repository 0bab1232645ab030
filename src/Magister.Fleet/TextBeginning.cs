namespace Magister.Fleet;

/// <summary>Shortens a text to a maximum length, never leaving half a character at its end.</summary>
public static class TextBeginning
{
    /// <param name="text">The text.</param>
    /// <param name="maxLength">In UTF-16 units, at least 1.</param>
    public static string Cut(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maxLength) return text;
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    /// <summary>The same for texts that people read: one that was shortened ends with "…", which counts towards its length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">In UTF-16 units, at least 2.</param>
    public static string ForPeople(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= maxLength ? text : $"{Cut(text, maxLength - 1)}…";
    }
}
