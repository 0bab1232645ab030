using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>The environment that is passed to a Contemplant.</summary>
internal static class ContemplantReading
{
    /// <summary>The keys for <c>ssh</c>; in the variable a literal <c>\n</c> is a line break.</summary>
    public static string? SshKeys(SettingsReader reader)
    {
        var key = SettingKeys.SshAuthorizedKeys;
        var fromVariable = reader.Sources.OriginOf(key.Path) == key.Variables[0];
        var text = reader.Text(key);
        return fromVariable ? text?.Replace("\\n", "\n", StringComparison.Ordinal) : text;
    }

    /// <summary>The variables in the order in which they are exported; unset ones are left out.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Variables(SettingsReader reader, string? sshKeys)
    {
        var provers = ProverReading.Read(reader);
        var sp1 = provers.FirstOrDefault(prover => prover.Vm is "sp1");
        var risc0 = provers.FirstOrDefault(prover => prover.Vm is "risc0");
        var name = reader.Text(SettingKeys.ContemplantName);
        var logPath = reader.Text(SettingKeys.MoongateLogPath);
        var moongate = sp1?.MoongateEndpoint ?? reader.Text(SettingKeys.MoongateEndpoint);
        (string Name, string? Value)[] variables =
        [
            ("PROVER_TYPE", reader.Text(SettingKeys.ProverType)),
            ("CONTEMPLANT_NAME", name),
            ("HTTP_PORT", Whole(reader, SettingKeys.ContemplantHttpPort)),
            ("MOONGATE_ENDPOINT", moongate),
            ("HEARTBEAT_INTERVAL_SECONDS", Whole(reader, SettingKeys.Heartbeat)),
            ("MAX_PROOFS_STORED", Whole(reader, SettingKeys.MaxProofsStored)),
            ("MOONGATE_LOG_PATH", logPath),
            ("WATCHER_POLLING_INTERVAL_MS", Whole(reader, SettingKeys.WatcherPolling)),
            ("SSH_AUTHORIZED_KEYS", sshKeys),
            ("CONTEMPLANT_VMS", provers.IsEmpty ? null : string.Join(',', provers.Select(prover => prover.Vm))),
            ("CONTEMPLANT_SP1_BACKEND", sp1?.Backend),
            ("CONTEMPLANT_RISC0_BACKEND", risc0?.Backend),
            ("CONTEMPLANT_RISC0_GROTH16", risc0?.Groth16Enabled switch { true => "true", false => "false", null => null }),
        ];
        RejectNul(reader, variables);
        JudgeRequoted(reader, SettingKeys.ContemplantName.Names, name);
        JudgeRequoted(reader, SettingKeys.MoongateLogPath.Names, logPath);
        JudgeRequoted(reader, sp1?.MoongateEndpoint is null ? SettingKeys.MoongateEndpoint.Names : "contemplant.provers, moongate_endpoint", moongate);
        return [.. variables.Where(variable => variable.Value is not null).Select(variable => KeyValuePair.Create(variable.Name, variable.Value!))];
    }

    private static string Whole(SettingsReader reader, SettingKey key) => reader.Integer(key).ToString();

    // The image's entrypoint puts these values unchanged between double quotes inside bash -c '…'. The rest are numbers, our own words and
    // addresses, whose hosts contain none of these characters.
    private static void JudgeRequoted(SettingsReader reader, string names, string? value)
    {
        if (value is null) return;
        if (value.Contains('\'', StringComparison.Ordinal))
        {
            reader.Reject($"{names}: the value holds a ', with which the image's entrypoint never starts the Contemplant");
        }
        else if (value.IndexOfAny(['"', '$', '`']) is >= 0 and var at)
        {
            reader.Warn($"{names}: the value holds a {value[at]}, which the image's entrypoint {(value[at] is '"' ? "loses" : "lets the shell expand")}");
        }
    }

    private static void RejectNul(SettingsReader reader, (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            if (value?.Contains('\0', StringComparison.Ordinal) is true) reader.Reject($"contemplant: the value of {name} holds a NUL, which no environment can carry");
        }
    }
}
