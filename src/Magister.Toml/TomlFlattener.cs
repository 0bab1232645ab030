using Microsoft.Extensions.Configuration;
using Tomlyn.Syntax;

namespace Magister.Toml;

/// <summary>Turns a document into the flat keys and texts of configuration.</summary>
internal sealed class TomlFlattener(string file)
{
    private readonly Dictionary<string, TomlSetting> settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> headers = [];
    private readonly Dictionary<string, int> tablesByArray = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, TomlSetting> Flatten(DocumentSyntax document)
    {
        AddItems(null, document.KeyValues);
        foreach (var table in document.Tables)
            AddItems(OpenTable(table), table.Items);
        // A value defined twice is found above and named; any remaining error of Tomlyn's is a table that may not be extended.
        return document.HasErrors
            ? throw new TomlFileException(file, TomlPosition.Find(document.Diagnostics[0].Span), "expected a key or table not defined before, found one that is")
            : settings;
    }

    private void AddItems(string? path, IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            var (parent, last) = OpenParents(path, item.Key!);
            AddValue(parent, NameOf(last), TomlPosition.Find(last), item.Value!);
        }
    }

    private string OpenTable(TableSyntaxBase table)
    {
        var (parent, last) = OpenParents(null, table.Name!);
        var path = Open(parent, NameOf(last), TomlPosition.Find(last), TomlPosition.Find(table));
        if (table is not TableArraySyntax)
            return headers.Add(path) ? path : throw DefinedBefore(NameOf(last), TomlPosition.Find(last), settings[path]);
        tablesByArray[path] = tablesByArray.GetValueOrDefault(path) + 1;
        return Open(path, LastIndex(path), TomlPosition.Find(table), TomlPosition.Find(table));
    }

    /// <summary>Opens the tables named by all parts of a key except the last.</summary>
    private (string? Path, SyntaxNode Last) OpenParents(string? path, KeySyntax key)
    {
        if (key.DotKeys.ChildrenCount >= TomlDocument.NestingMax)
            throw new TomlFileException(file, TomlPosition.Find(key), $"expected a key of at most {TomlDocument.NestingMax} parts, found more");
        SyntaxNode last = key.Key!;
        foreach (var next in key.DotKeys)
        {
            path = Open(path, NameOf(last), TomlPosition.Find(last), TomlPosition.Find(last));
            if (tablesByArray.ContainsKey(path))
                path = ConfigurationPath.Combine(path, LastIndex(path));
            last = next.Key!;
        }

        return (path, last);
    }

    // Recursion is as deep as arrays and inline tables are nested, which TomlDocument.NestingMax bounds.
    private void AddValue(string? parent, string name, TomlPosition keyPosition, ValueSyntax value)
    {
        var position = TomlPosition.Find(value);
        switch (value)
        {
            case InlineTableSyntax table:
                AddItems(Add(parent, name, null, keyPosition, position).Path, table.Items.Select(item => item.KeyValue!));
                break;
            case ArraySyntax array:
                var path = Add(parent, name, "", keyPosition, position).Path;
                foreach (var (index, item) in array.Items.Index())
                    AddValue(path, index.ToString(), TomlPosition.Find(item.Value!), item.Value!);
                break;
            default:
                Add(parent, name, ToText(value), keyPosition, position);
                break;
        }
    }

    private string? ToText(ValueSyntax value) => value switch
    {
        StringValueSyntax text => text.Value,
        // Tomlyn accepts any 64 bits that are not decimal, and turns a float that is too large into infinity.
        IntegerValueSyntax { Value: < 0, Token.Text: ['0', ..] } => throw OutOfRange(value),
        IntegerValueSyntax integer => integer.Value.ToString(),
        FloatValueSyntax { Token.Text: not [.., 'f'] } number when double.IsInfinity(number.Value) => throw OutOfRange(value),
        FloatValueSyntax number => number.Value.ToString("R"),
        BooleanValueSyntax boolean => boolean.Value ? "true" : "false",
        DateTimeValueSyntax time => time.Value.ToString(),
        _ => throw new NotSupportedException($"Tomlyn read a value of the kind {value.Kind}."),
    };

    private TomlFileException OutOfRange(ValueSyntax value) =>
        new(file, TomlPosition.Find(value), "expected a number of at most 64 bits, found a larger one");

    private string Open(string? parent, string name, TomlPosition keyPosition, TomlPosition position)
    {
        var path = Combine(parent, name);
        return settings.TryGetValue(path, out var present) && present.Text is null && string.Equals(present.Path, path, StringComparison.Ordinal)
            ? path
            : Add(parent, name, null, keyPosition, position).Path;
    }

    private TomlSetting Add(string? parent, string name, string? text, TomlPosition keyPosition, TomlPosition position)
    {
        var setting = new TomlSetting(Combine(parent, name), text, keyPosition, position);
        if (!settings.TryAdd(setting.Path, setting))
            throw DefinedBefore(name, keyPosition, settings[setting.Path]);
        if (parent is not null)
            settings[parent].HasChildren = true;
        return setting;
    }

    private string NameOf(SyntaxNode part)
    {
        var name = part is StringValueSyntax quoted ? quoted.Value! : ((BareKeySyntax)part).Key!.Text!;
        return !name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
            ? name
            : throw new TomlFileException(file, TomlPosition.Find(part),
                $"expected a key without '{ConfigurationPath.KeyDelimiter}', which parts the names of tables and keys in configuration, "
                + $"found {TomlFileException.Show(name)}");
    }

    private TomlFileException DefinedBefore(string name, TomlPosition position, TomlSetting present)
    {
        var presentName = ConfigurationPath.GetSectionKey(present.Path);
        return new(file, position, string.Equals(name, presentName, StringComparison.Ordinal)
            ? $"expected a key not defined before, found {TomlFileException.Show(name)}, which is defined at {present.KeyPosition}"
            : "expected keys that differ in more than case, which configuration does not tell apart, "
                + $"found {TomlFileException.Show(name)} beside {TomlFileException.Show(presentName)} at {present.KeyPosition}");
    }

    private string LastIndex(string array) => (tablesByArray[array] - 1).ToString();

    private static string Combine(string? parent, string name) => parent is null ? name : ConfigurationPath.Combine(parent, name);
}
