using Microsoft.Extensions.Configuration;

namespace Magister.Toml;

/// <summary>Provides the values of a TOML 1.1 file as configuration, and remembers the position of each in the file.</summary>
/// <remarks>
/// <para>
/// Names of tables and keys are joined by <c>:</c>, and items of arrays are numbered from 0: <c>vast_query:gpu_name:0</c>. Strings
/// are unchanged, integers and floats become invariant text that reads back as the same number (<c>Infinity</c> and <c>NaN</c>
/// included), booleans <c>true</c> or <c>false</c>, dates and times RFC 3339 text. As with JSON files, an empty array gives an
/// empty text and an empty table gives null, so that neither vanishes.
/// </para>
/// <para>
/// Configuration treats <c>:</c> as a separator and ignores case; TOML does neither. A file with a key that contains <c>:</c>, or
/// with two keys of one table that differ only in case, is therefore refused here although it is valid TOML.
/// </para>
/// </remarks>
public sealed class TomlConfigurationProvider : ConfigurationProvider
{
    /// <summary>The size of the largest file that is read: 1 MiB.</summary>
    public const int FileBytesMax = 1024 * 1024;

    private readonly TomlConfigurationSource source;
    private Dictionary<string, TomlSetting> settings = [];

    internal TomlConfigurationProvider(TomlConfigurationSource source) => this.source = source;

    /// <summary>The path of the file, as given.</summary>
    public string File => source.Path;

    /// <summary>Every key with a value, spelled and ordered as in the file; empty while no file is loaded.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>Finds where the value of a key begins, for a message about that value; null if the file has no such key.</summary>
    /// <param name="key">A key with the names of its tables, in any case; tables and arrays have positions too.</param>
    public TomlPosition? PositionOf(string key) => settings.GetValueOrDefault(key)?.ValuePosition;

    /// <summary>Finds the position of a key itself, for a message about an unknown key; null if the file has no such key.</summary>
    /// <param name="key">A key with the names of its tables, in any case; the position of an array item is that of its value.</param>
    public TomlPosition? KeyPositionOf(string key) => settings.GetValueOrDefault(key)?.KeyPosition;

    /// <summary>Reads the file.</summary>
    /// <exception cref="TomlFileException">
    /// The file is not valid TOML, has keys that configuration cannot distinguish, or is larger than <see cref="FileBytesMax"/>.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file is missing and is not optional.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public override void Load()
    {
        settings = ReadFile() is { } content ? new TomlFlattener(File).Flatten(TomlDocument.Parse(File, content)) : [];
        // Tables can be continued after others have begun, so the document's traversal order is not yet the order in the file.
        var values = settings.Values.Where(setting => !setting.HasChildren)
            .OrderBy(setting => (setting.KeyPosition.Line, setting.KeyPosition.Column)).ToList();
        Data = values.ToDictionary(setting => setting.Path, setting => setting.Text, StringComparer.OrdinalIgnoreCase);
        Keys = [.. values.Select(setting => setting.Path)];
    }

    private byte[]? ReadFile()
    {
        try
        {
            using var stream = System.IO.File.OpenRead(File);
            // Bounded while reading, not by the file's length: pipes and devices have none.
            var buffer = new byte[FileBytesMax + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length <= FileBytesMax)
                return buffer[..length];
            throw new TomlFileException(File, TomlPosition.Start, $"expected a file of at most {FileBytesMax} bytes, found a larger one");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return source.IsOptional ? null : throw new FileNotFoundException($"The configuration file {File} does not exist.", File, e);
        }
    }
}
