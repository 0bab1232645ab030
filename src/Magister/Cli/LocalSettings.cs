using Magister.Configuration;

namespace Magister.Cli;

/// <summary>
/// The few settings that a command about a running or an ended daemon needs. They are read also where others are missing or wrong: the
/// command may run where nothing is rented from.
/// </summary>
internal sealed record LocalSettings(string StateDirectory, int HttpPort, SecretTexts Secrets)
{
    /// <summary>Reads them; the defaults where there is no configuration.</summary>
    /// <param name="problem">Why the file could not be read; null when it could, or there is none.</param>
    public static LocalSettings Read(string? configFile, IReadOnlyDictionary<string, string> environment, out string? problem)
    {
        var (outcome, sources) = SettingsConversion.Read(configFile, environment);
        problem = sources is null ? ((ConfigurationOutcome.Invalid)outcome).Problems[0] : null;
        if (outcome is ConfigurationOutcome.Loaded loaded) return new(loaded.Settings.StateDirectory, loaded.Settings.HttpPort, loaded.Settings.Secrets);
        var reader = new SettingsReader(sources ?? SettingsSources.OfEnvironment(environment));
        var port = reader.Integer(SettingKeys.HttpPort, 1, 65535);
        return new LocalSettings(
            reader.Text(SettingKeys.StateDir)!,
            port > 0 ? port : int.Parse(SettingKeys.HttpPort.Default!, System.Globalization.CultureInfo.InvariantCulture),
            new SecretTexts(
                ContemplantReading.SshKeys(reader), SecretReading.Read(reader, SettingKeys.VastApiKey), AccessReading.EndpointSecret(reader),
                AccessReading.OperatorToken(reader)));
    }
}
