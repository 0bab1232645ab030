using System.Collections.Immutable;
using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>The values of all settings at one reading, to compare the next one with. Secrets are kept only as digests.</summary>
internal sealed class SettingValues
{
    private readonly ImmutableArray<SettingValue> values;

    private SettingValues(ImmutableArray<SettingValue> values) => this.values = values;

    /// <param name="secrets">As read at the same time: a file that contains one may have changed by now.</param>
    public static SettingValues Read(SettingsSources sources, SecretSettings secrets)
    {
        var shown = SettingsInForce.Read(sources).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        var provers = string.Join(", ", ProverReading.Read(new SettingsReader(sources)));
        return new([.. SettingKeys.All.Select(key => new SettingValue(key.TomlName, key.IsFixed, shown[key.TomlName], Digest(secrets.Of(key)))), new(ProverKeys.Setting, false, shown[ProverKeys.Setting], provers)]);
    }

    /// <summary>The settings that differ in another reading, in the order of the examples.</summary>
    public IEnumerable<SettingChange> ChangedTo(SettingValues next) => values.Zip(next.values)
        .Where(pair => pair.First != pair.Second)
        .Select(pair => new SettingChange(pair.First.Name, pair.First.IsFixed, pair.First.Shown, pair.Second.Shown));

    /// <summary>The values of <see cref="SettingKeys.LedWith"/>; digests for secrets.</summary>
    public IEnumerable<(string Name, string Value)> LedWith() =>
        from key in SettingKeys.LedWith join value in values on key.TomlName equals value.Name select (value.Name, value.Digest ?? value.Shown ?? "");

    private static string? Digest(string? secret) => secret is null ? null : Convert.ToHexString(OperatorToken.DigestOf(secret));

    // Different values may be shown alike: secrets, and provers.
    private sealed record SettingValue(string Name, bool IsFixed, string? Shown, string? Digest);
}

/// <summary>A setting that changed when the configuration was read again.</summary>
/// <param name="IsFixed">Whether it is read only at the start.</param>
/// <param name="Before">Its old value as shown; null if it was not set.</param>
/// <param name="After">The same for the new value.</param>
internal sealed record SettingChange(string Name, bool IsFixed, string? Before, string? After)
{
    private const int MaxShown = 61;

    /// <summary><c>number_instances from 2 to 3</c></summary>
    public string Text => Before == After ? $"{Name} to another value" : $"{Name} from {Shown(Before)} to {Shown(After)}";

    private static string Shown(string? value) => value switch
    {
        null or "" => "unset",
        _ => TextBeginning.ForPeople(value, MaxShown),
    };
}
