using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Magister.Toml;

/// <summary>Turns a document into the flat keys and texts of configuration.</summary>
internal sealed class TomlFlattener(string file)
{
    private readonly List<TomlSetting> settings = [];
    private readonly List<TomlSetting> sections = [];

    /// <summary>The keys that carry a value, in the order of <see cref="Flatten"/>'s walk.</summary>
    public IReadOnlyList<TomlSetting> Settings => settings;

    /// <summary>The tables and arrays that hold something. They carry no value of their own, only a position.</summary>
    public IReadOnlyList<TomlSetting> Sections => sections;

    // Recursion is as deep as the document, which TomlDocument.NestingMax bounds.
    public void Flatten(TomlTable table, string? path = null)
    {
        var seen = new Dictionary<string, TomlEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in table.Entries)
        {
            RejectSeparator(entry);
            if (!seen.TryAdd(entry.Key, entry))
                throw DiffersInCase(entry, seen[entry.Key]);
            FlattenValue(path is null ? entry.Key : ConfigurationPath.Combine(path, entry.Key), entry.KeyPosition, entry.Value);
        }
    }

    private void FlattenValue(string path, TomlPosition keyPosition, TomlValue value)
    {
        var setting = new TomlSetting(path, ToText(value), keyPosition, value.Position);
        switch (value)
        {
            case TomlTable { Entries.IsEmpty: false } table:
                sections.Add(setting);
                Flatten(table, path);
                break;
            case TomlArray { Items.IsEmpty: false } array:
                sections.Add(setting);
                for (var i = 0; i < array.Items.Length; i++)
                {
                    var index = i.ToString(CultureInfo.InvariantCulture);
                    FlattenValue(ConfigurationPath.Combine(path, index), array.Items[i].Position, array.Items[i]);
                }

                break;
            default:
                settings.Add(setting);
                break;
        }
    }

    private static string? ToText(TomlValue value) => value switch
    {
        TomlString text => text.Value,
        TomlInteger integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        TomlFloat number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TomlBoolean boolean => boolean.Value ? "true" : "false",
        TomlOffsetDateTime instant => instant.ToRfc3339(),
        TomlLocalDateTime dateTime => dateTime.ToRfc3339(),
        TomlLocalDate date => date.ToRfc3339(),
        TomlLocalTime time => time.Value.ToString(),
        TomlArray => "",
        _ => null,
    };

    private void RejectSeparator(TomlEntry entry)
    {
        if (entry.Key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
        {
            throw new TomlFileException(file, entry.KeyPosition,
                $"expected a key without '{ConfigurationPath.KeyDelimiter}', which parts the names of tables and keys in configuration, "
                + $"found {TomlKey.Show([entry.Key])}");
        }
    }

    private TomlFileException DiffersInCase(TomlEntry entry, TomlEntry first) => new(file, entry.KeyPosition,
        $"expected keys that differ in more than case, which configuration does not tell apart, found {TomlKey.Show([entry.Key])} "
        + $"beside {TomlKey.Show([first.Key])} at {first.KeyPosition}");
}
