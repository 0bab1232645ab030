namespace Magister.Toml;

/// <summary>One key of the configuration with its value and where both stand in the file.</summary>
/// <param name="Path">The key with the names of its tables, <c>:</c> between.</param>
/// <param name="Text">The value as text; null for a table.</param>
/// <param name="KeyPosition">Where the last part of the key stands; for an item of an array, where the item stands.</param>
/// <param name="ValuePosition">Where the value begins.</param>
internal sealed record TomlSetting(string Path, string? Text, TomlPosition KeyPosition, TomlPosition ValuePosition)
{
    /// <summary>Whether anything lies below it: only what holds nothing carries a value of its own.</summary>
    public bool HasChildren { get; set; }
}
