namespace Magister.Toml;

/// <summary>Reads TOML 1.0 documents.</summary>
/// <remarks>
/// A byte order mark at the start is passed over. Beyond the specification's own rules there are two limits: tables and arrays nest
/// at most <see cref="NestingMax"/> deep, so that no file can exhaust the stack, and years begin at 0001.
/// </remarks>
public static class TomlDocument
{
    /// <summary>How many tables and arrays may lie inside each other below the document itself, dotted keys and headers included.</summary>
    public const int NestingMax = 128;

    /// <summary>Reads a document.</summary>
    /// <param name="text">The whole document.</param>
    /// <returns>The document's root table.</returns>
    /// <exception cref="TomlException">The text is not valid TOML 1.0, or holds half a surrogate pair, or nests too deep.</exception>
    public static TomlTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TomlText.RejectLoneSurrogates(text);
        return new TomlDocumentReader(new TomlScanner(text)).Read();
    }

    /// <summary>Reads a document as it stands in a file.</summary>
    /// <param name="utf8">The whole document in UTF-8.</param>
    /// <returns>The document's root table.</returns>
    /// <exception cref="TomlException">The bytes are not UTF-8, or not valid TOML 1.0, or nest too deep.</exception>
    public static TomlTable Parse(ReadOnlySpan<byte> utf8) =>
        new TomlDocumentReader(new TomlScanner(TomlText.Decode(utf8))).Read();
}
