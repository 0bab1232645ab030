using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Magister.Toml;

/// <summary>One key of a table with its value.</summary>
/// <param name="Key">The key, one part of it: <c>a.b</c> is the key <c>b</c> in the table <c>a</c>.</param>
/// <param name="KeyPosition">Where this part of the key is first written.</param>
/// <param name="Value">What it stands for.</param>
public sealed record TomlEntry(string Key, TomlPosition KeyPosition, TomlValue Value);

/// <summary>A table: the document itself, one under a header, one made by dotted keys, or an inline one.</summary>
public sealed record TomlTable : TomlValue
{
    private readonly Dictionary<string, TomlValue> valuesByKey;

    internal TomlTable(ImmutableArray<TomlEntry> entries, TomlPosition position)
        : base(position)
    {
        Entries = entries;
        valuesByKey = entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>The keys with their values, in the order in which the keys first appear.</summary>
    public ImmutableArray<TomlEntry> Entries { get; }

    private protected override string Kind => "a table";

    /// <summary>Finds the value of a key. Keys that differ in case differ.</summary>
    /// <param name="key">One part of a key, without quotes.</param>
    /// <param name="value">The value, where there is one.</param>
    public bool TryGetValue(string key, [NotNullWhen(true)] out TomlValue? value) => valuesByKey.TryGetValue(key, out value);
}
