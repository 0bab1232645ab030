using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>One setting: how it is named in both places, and what it takes.</summary>
internal sealed record SettingKey
{
    /// <summary>The path in <c>magister.toml</c>, tables separated by <c>:</c> as configuration does.</summary>
    public required string Path { get; init; }

    /// <summary>The environment variables, the first that is set counts.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>What a value is, for messages and for the examples: <c>a whole number of seconds from 1 to 86400</c>.</summary>
    public required string Wanted { get; init; }

    /// <summary>The least number that is taken, where it is a number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number that is taken, where it is a number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The value when nothing is set, as it would be written; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Nothing works without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The variable that names a file which holds the value; null if there is none. Only secrets have one.</summary>
    public string? FileVariable { get; init; }

    /// <summary>Several values: a list in TOML, comma-separated in the variable.</summary>
    public bool IsList { get; init; }

    /// <summary>Names that the user chooses, with values: a table in TOML, JSON in the variable.</summary>
    public bool IsTable { get; init; }

    /// <summary>Read at the start alone: another value takes a restart.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(':') + 1)..];

    /// <summary>The path as TOML writes it.</summary>
    public string TomlName => Path.Replace(':', '.');

    /// <summary>Both names, for messages.</summary>
    public string Names => $"{TomlName} ({string.Join(" or ", Variables)})";
}
