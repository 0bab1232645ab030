using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>The outcome of reading the configuration, and where it was read.</summary>
/// <param name="Sources">Null if the file could not be read at all.</param>
internal sealed record ConfigurationReading(ConfigurationOutcome Outcome, SettingsSources? Sources);

/// <summary>The outcome of reading the configuration. A closed family.</summary>
internal abstract record ConfigurationOutcome
{
    private ConfigurationOutcome()
    {
    }

    /// <summary>It is valid.</summary>
    public sealed record Loaded(MagisterSettings Settings, ImmutableArray<string> Warnings) : ConfigurationOutcome;

    /// <summary>It is not; every problem is one line.</summary>
    public sealed record Invalid(ImmutableArray<string> Problems, ImmutableArray<string> Warnings) : ConfigurationOutcome;
}
