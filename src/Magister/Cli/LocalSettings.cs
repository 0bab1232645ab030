using Magister.Configuration;

namespace Magister.Cli;

/// <summary>
/// The few settings that a command about a running or ended daemon needs. They are read even if others are missing or invalid: the command
/// may run where nothing is rented from.
/// </summary>
/// <param name="DaemonAddress">The address at which the daemon of this configuration answers operators, from this machine.</param>
/// <param name="VerificationTimeout">How long an instance may take to be verified.</param>
/// <param name="Tokens">Where the named tokens are.</param>
/// <param name="OperatorToken">Null if there is none.</param>
/// <param name="TokenProblem">What is wrong with it; null if nothing is.</param>
internal sealed record LocalSettings(
    string StateDirectory, SharedSettings? Shared, string DaemonAddress, TimeSpan VerificationTimeout, TokensPath Tokens, string? OperatorToken, string? TokenProblem, SecretTexts Secrets)
{
    private const string ThisMachine = "127.0.0.1";

    /// <summary>Reads them; the defaults if there is no configuration.</summary>
    /// <param name="problem">Why the file could not be read; null if it could, or there is none.</param>
    public static LocalSettings Read(string? configFile, IReadOnlyDictionary<string, string> environment, out string? problem)
    {
        var (outcome, sources) = SettingsConversion.Read(configFile, environment);
        problem = sources is null ? ((ConfigurationOutcome.Invalid)outcome).Problems[0] : null;
        sources ??= SettingsSources.OfEnvironment(environment);
        var (reader, tokenReader) = (new SettingsReader(sources), new SettingsReader(sources));
        var token = AccessReading.OperatorToken(tokenReader);
        var stateDirectory = reader.Text(SettingKeys.StateDir)!;
        var secrets = SecretSettings.Read(reader);
        return new LocalSettings(
            stateDirectory,
            SharedSettings.Read(reader, secrets.Journal),
            Address(reader),
            reader.Seconds(SettingKeys.VerificationTimeout),
            AccessReading.TokensFile(reader, stateDirectory),
            token,
            tokenReader.Problems is [var first, ..] ? first : null,
            secrets.Texts);
    }

    private static string Address(SettingsReader reader)
    {
        if (reader.Text(SettingKeys.AdminAddr)?.Trim() is { } given && given.LastIndexOf(':') is var colon and >= 0)
        {
            var host = given[..colon] is "" or "0.0.0.0" or "[::]" ? ThisMachine : given[..colon];
            return $"http://{host}{given[colon..]}";
        }

        var port = reader.Integer(SettingKeys.HttpPort);
        return $"http://{ThisMachine}:{(port > 0 ? port : SettingKeys.HttpPort.Default)}";
    }
}
