namespace Magister.Toml;

/// <summary>One key of the configuration, with its value and the positions of both in the file.</summary>
/// <param name="Path">The key with the names of its tables, separated by <c>:</c>.</param>
/// <param name="Text">The value as text; null for a table.</param>
/// <param name="KeyPosition">The position of the last part of the key; for an item of an array, that of the item.</param>
/// <param name="ValuePosition">The position at which the value begins.</param>
internal sealed record TomlSetting(string Path, string? Text, TomlPosition KeyPosition, TomlPosition ValuePosition)
{
    /// <summary>Whether it has children: only keys without any have a value of their own.</summary>
    public bool HasChildren { get; set; }
}
