using Magister.Fleet;
using Magister.Fleet.Signing;
using Magister.Toml;

namespace Magister.Configuration;

/// <summary>The one place where configuration becomes settings.</summary>
internal static class SettingsConversion
{
    /// <summary>The file that is read if none is named.</summary>
    public const string DefaultFile = "magister.toml";

    // Fewer failed pulses do not show that Magister is gone.
    private const int MinPulses = 3;

    /// <summary>Reads the file and the environment, and checks all of it.</summary>
    /// <param name="namedFile">The file of <c>--config</c>, which must exist; null for the default one, which need not.</param>
    public static ConfigurationOutcome Load(string? namedFile, IReadOnlyDictionary<string, string> environment) =>
        Read(namedFile, environment).Outcome;

    /// <summary>The same, with where everything was read.</summary>
    public static ConfigurationReading Read(string? namedFile, IReadOnlyDictionary<string, string> environment)
    {
        var path = namedFile ?? DefaultFile;
        if (Directory.Exists(path)) return Invalid($"{path}: is a directory, and must be a file");
        try
        {
            var sources = SettingsSources.Load(path, namedFile is null, environment);
            return new ConfigurationReading(Convert(sources), sources);
        }
        catch (TomlFileException broken)
        {
            return Invalid(broken.Message);
        }
        catch (FileNotFoundException)
        {
            return Invalid($"{path}: does not exist");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Invalid($"{path}: cannot be read: {unreadable.Message}");
        }
    }

    private static ConfigurationReading Invalid(string problem) => new(new ConfigurationOutcome.Invalid([problem], []), null);

    private static ConfigurationOutcome Convert(SettingsSources sources)
    {
        var reader = new SettingsReader(sources);
        var port = reader.Integer(SettingKeys.HttpPort);
        var secrets = SecretSettings.Read(reader);
        var stateDirectory = reader.Text(SettingKeys.StateDir) ?? "";
        var evidence = reader.Integer(SettingKeys.EvidenceMib);
        var settings = new MagisterSettings
        {
            HttpPort = port,
            Fleet = BudgetReading.Read(reader, ReadFleet(reader, port, secrets)) with { KeepsEvidence = evidence > 0 },
            Notifications = secrets.Notifications,
            Access = AccessReading.Read(reader, secrets.OperatorToken, secrets.EndpointSecret is not null, port, stateDirectory),
            Vast = VastReading.Read(reader, secrets),
            StateDirectory = stateDirectory,
            Shared = SharedSettings.Read(reader, secrets.Journal),
            EvidenceMib = evidence,
            WatchesConfiguration = reader.Word(SettingKeys.WatchConfig, ["true", "false"]) is "true",
            Log = LogReading.Read(reader),
            Secrets = secrets.Texts,
            Values = SettingValues.Read(sources, secrets),
        };
        UnknownKeys.Warn(reader);
        Foresight.Tell(reader, settings.Fleet.Onstart, settings.Vast.BaseUrl);
        return reader.Problems.Count > 0
            ? new ConfigurationOutcome.Invalid([.. reader.Problems], [.. reader.Warnings])
            : new ConfigurationOutcome.Loaded(settings, [.. reader.Warnings]);
    }

    private static FleetSettings ReadFleet(SettingsReader reader, int port, SecretSettings secrets) => new()
    {
        NumberInstances = reader.Integer(SettingKeys.NumberInstances),
        TemplateHash = reader.Text(SettingKeys.TemplateHash) ?? "",
        Query = VastReading.Query(reader),
        Onstart = ReadOnstart(reader, port, secrets),
        PollingInterval = reader.Seconds(SettingKeys.TaskPollingInterval),
        VerificationTimeout = reader.Seconds(SettingKeys.VerificationTimeout),
        ConsistencyWindow = reader.Seconds(SettingKeys.ConsistencyWindow),
        UnhealthyGrace = reader.Seconds(SettingKeys.UnhealthyGrace),
        MachineCooldown = reader.Seconds(SettingKeys.MachineCooldown),
        ContemplantSilence = reader.Seconds(SettingKeys.ContemplantSilence),
        ContemplantDown = reader.Seconds(SettingKeys.ContemplantDown),
        HierophantWatch = TimeSpan.FromSeconds(reader.Integer(SettingKeys.HierophantWatch)),
        HierophantAbsence = reader.Seconds(SettingKeys.HierophantAbsence),
        CreditFloor = reader.Number(SettingKeys.CreditFloor),
        BreakerFailures = reader.Integer(SettingKeys.BreakerFailures),
        BreakerLongestPause = reader.Seconds(SettingKeys.BreakerLongestPause),
        ProvisioningTimeout = reader.SecondsIfSet(SettingKeys.ProvisioningTimeout),
        LoadingTimeout = reader.SecondsIfSet(SettingKeys.LoadingTimeout),
        ReplaceBeforeEnd = reader.Seconds(SettingKeys.ReplaceBeforeEnd),
        ReplaceWhenCheaper = reader.Number(SettingKeys.ReplaceWhenCheaper),
        BadHosts = reader.Ids(SettingKeys.BadHosts),
        BadMachines = reader.Ids(SettingKeys.BadMachines),
        GoodHosts = reader.Ids(SettingKeys.GoodHosts),
        GoodMachines = reader.Ids(SettingKeys.GoodMachines),
    };

    private static OnstartSettings ReadOnstart(SettingsReader reader, int port, SecretSettings secrets)
    {
        var onstart = new OnstartSettings
        {
            MagisterAddress = AddressReading.MagisterAddress(reader, port),
            HierophantAddress = AddressReading.HierophantAddress(reader),
            Contemplant = ContemplantReading.Variables(reader, secrets.SshKeys),
            Secret = secrets.EndpointSecret is { } secret ? new EndpointSecret(secret) : null,
            PulseInterval = TimeSpan.FromSeconds(reader.Integer(SettingKeys.PulseInterval)),
            AbandonedAfter = TimeSpan.FromHours(reader.Number(SettingKeys.AbandonedAfter) ?? 0),
            VastAddress = (reader.Text(SettingKeys.VastBaseUrl) ?? "").TrimEnd('/'),
        };
        var longest = Onstart.LongestFor(onstart);
        if (longest > Onstart.MaxLength)
        {
            reader.Reject(
                $"contemplant: the start script would have {longest} characters, and Vast takes {Onstart.MaxLength}; "
                + "shorten ssh_authorized_keys (CONTEMPLANT_SSH_AUTHORIZED_KEYS) or the names");
        }
        else
        {
            JudgeWatch(reader, onstart);
        }

        return onstart;
    }

    private static void JudgeWatch(SettingsReader reader, OnstartSettings onstart)
    {
        var (pulse, abandoned, isWatched) = (SettingKeys.PulseInterval.Names, SettingKeys.AbandonedAfter.Names, Onstart.IsWatched(onstart));
        if (onstart.PulseInterval > TimeSpan.Zero && !isWatched)
        {
            reader.Warn(
                $"{pulse}: the start script would have {Onstart.LongestWatched(onstart)} characters with the watch, and Vast takes "
                + $"{Onstart.MaxLength}; it is sent without, so no Contemplant is restarted and none reports; shorten ssh_authorized_keys or the names");
        }

        if (onstart.AbandonedAfter == TimeSpan.Zero) return;
        if (!isWatched) reader.Warn($"{abandoned}: no instance destroys itself, since none has a watch ({pulse})");
        else if (onstart.AbandonedAfter < MinPulses * onstart.PulseInterval)
        {
            reader.Reject($"{abandoned}: instances would destroy themselves after {onstart.AbandonedAfter.TotalSeconds:0.#} s without an answer; it must be at least the time of {MinPulses} pulses ({pulse}: {onstart.PulseInterval.TotalSeconds:0} s)");
        }
    }
}
