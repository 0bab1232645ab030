using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>One setting: its names in both places, and the values it accepts.</summary>
internal sealed record SettingKey
{
    /// <summary>The path in <c>magister.toml</c>, with tables separated by <c>:</c> as in configuration.</summary>
    public required string Path { get; init; }

    /// <summary>The environment variables; the first that is set counts.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>A description of its values, for messages and for the examples: <c>a whole number of seconds from 1 to 86400</c>.</summary>
    public required string Wanted { get; init; }

    /// <summary>The least number accepted, if it is a number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number accepted, if it is a number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The value if nothing is set, as it would be written; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it must be set.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether its value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The variable that names a file with the value; null if there is none. Only secrets have one.</summary>
    public string? FileVariable { get; init; }

    /// <summary>Whether it has several values: a list in TOML, comma-separated in the variable.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the user chooses its names, with values: a table in TOML, JSON in the variable.</summary>
    public bool IsTable { get; init; }

    /// <summary>Whether it is read only at the start: a change takes a restart.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(':') + 1)..];

    /// <summary>The path as TOML writes it.</summary>
    public string TomlName => Path.Replace(':', '.');

    /// <summary>Both names, for messages.</summary>
    public string Names => $"{TomlName} ({string.Join(" or ", Variables)})";
}
