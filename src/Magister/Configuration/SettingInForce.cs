using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>Where the value of a setting came from.</summary>
internal enum SettingOrigin
{
    /// <summary>Nothing is set, and there is no default.</summary>
    Unset,

    Default,
    File,
    Variable,

    /// <summary>A separate file that a variable names, as for secrets.</summary>
    SecretFile,
}

/// <summary>A setting as it is in effect.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Variables">The variables that set it.</param>
/// <param name="Value">As it would be written; <c>•••</c> for a secret; null if it is not set.</param>
/// <param name="Place">The variable, or file, line and column; null for a default.</param>
internal sealed record SettingInForce(string Name, ImmutableArray<string> Variables, string? Value, SettingOrigin Origin, string? Place);

/// <summary>Reports for every setting which value is in effect and where it came from.</summary>
internal static class SettingsInForce
{
    public const string SecretMask = "•••";

    public static ImmutableArray<SettingInForce> Read(SettingsSources sources) =>
        [.. SettingKeys.All.Select(key => Read(key, sources)), Provers(sources)];

    private static SettingInForce Read(SettingKey key, SettingsSources sources)
    {
        if (SecretFile(key, sources) is { } variable) return new(key.TomlName, key.Variables, SecretMask, SettingOrigin.SecretFile, variable);
        if (key == SettingKeys.LogLevel && LogReading.FromRustLog(sources) is { } level)
        {
            return new(key.TomlName, key.Variables, level, SettingOrigin.Variable, EnvironmentSource.RustLogVariable);
        }

        if (Given(key, sources) is { Length: > 0 } given)
        {
            var origin = sources.IsFromVariable(key.Path) ? SettingOrigin.Variable : SettingOrigin.File;
            return new(key.TomlName, key.Variables, key.IsSecret ? SecretMask : given, origin, sources.OriginOf(key.Path));
        }

        return Default(key, sources) is { } byDefault
            ? new(key.TomlName, key.Variables, byDefault, SettingOrigin.Default, null)
            : new(key.TomlName, key.Variables, null, SettingOrigin.Unset, null);
    }

    // A variable with the secret itself takes precedence over one that names a file, and that over the configuration file.
    private static string? SecretFile(SettingKey key, SettingsSources sources) =>
        key.FileVariable is { } variable && !sources.IsFromVariable(key.Path) && sources.Variable(variable) is not null ? variable : null;

    private static string? Given(SettingKey key, SettingsSources sources) => key.IsList
        ? string.Join(", ", sources.Items(key).Select(item => item.Text))
        : sources.Value(key.Path) ?? (key.IsTable ? string.Join(", ", sources.Children(key.Path).Select(field => field.Key)) : null);

    private static string? Default(SettingKey key, SettingsSources sources) =>
        key == SettingKeys.AllocatedStorage ? Read(SettingKeys.DiskSpace, sources).Value : key.Default;

    private static SettingInForce Provers(SettingsSources sources)
    {
        var provers = ProverReading.Read(new SettingsReader(sources));
        var words = string.Join(", ", provers.Select(prover => $"{prover.Vm} ({prover.Backend})"));
        var isFromFile = sources.Children(ProverKeys.Table).Any();
        var (origin, place) = isFromFile ? (SettingOrigin.File, sources.OriginOf(ProverKeys.Table) ?? sources.File)
            : provers.IsEmpty ? (SettingOrigin.Unset, null)
            : (SettingOrigin.Variable, ProverKeys.VmsVariable);
        return new(ProverKeys.Setting, ProverKeys.Variables, words.Length > 0 ? words : null, origin, place);
    }
}
