using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>What every setting was at one reading, so that the next one can be told from it. Of secrets only a digest.</summary>
internal sealed class SettingValues
{
    private readonly ImmutableArray<SettingValue> values;

    private SettingValues(ImmutableArray<SettingValue> values) => this.values = values;

    /// <param name="secrets">As they were read from there: a file that holds one may be another by now.</param>
    public static SettingValues Of(SettingsSources sources, SecretSettings secrets)
    {
        var shown = SettingsInForce.Of(sources).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        var provers = string.Join(", ", ProverReading.Read(new SettingsReader(sources)));
        return new([.. SettingKeys.All.Select(key => new SettingValue(key.TomlName, key.IsFixed, shown[key.TomlName], Digest(secrets.Of(key)))), new(ProverKeys.Setting, false, shown[ProverKeys.Setting], provers)]);
    }

    /// <summary>The settings that are different in another reading, in the order of the examples.</summary>
    public IEnumerable<SettingChange> ChangedTo(SettingValues next) => values.Zip(next.values)
        .Where(pair => pair.First != pair.Second)
        .Select(pair => new SettingChange(pair.First.Name, pair.First.IsFixed, pair.First.Shown, pair.Second.Shown));

    /// <summary>The values of <see cref="SettingKeys.LedWith"/>, of a secret its digest.</summary>
    public IEnumerable<(string Name, string Value)> LedWith() =>
        from key in SettingKeys.LedWith join value in values on key.TomlName equals value.Name select (value.Name, value.Digest ?? value.Shown ?? "");

    private static string? Digest(string? secret) => secret is null ? null : Convert.ToHexString(OperatorToken.DigestOf(secret));

    // What is shown of two different values may be the same: of secrets, and of provers.
    private sealed record SettingValue(string Name, bool IsFixed, string? Shown, string? Digest);
}

/// <summary>A setting that is different when the configuration is read again.</summary>
/// <param name="IsFixed">It is read at the start alone.</param>
/// <param name="Before">As it is shown; null if it was not set.</param>
/// <param name="After">The same of the new value.</param>
internal sealed record SettingChange(string Name, bool IsFixed, string? Before, string? After)
{
    private const int MaxShown = 60;

    /// <summary><c>number_instances from 2 to 3</c></summary>
    public string Words => Before == After ? $"{Name} to another value" : $"{Name} from {Shown(Before)} to {Shown(After)}";

    private static string Shown(string? value) => value switch
    {
        null or "" => "unset",
        { Length: > MaxShown } => $"{value[..MaxShown]}…",
        _ => value,
    };
}
