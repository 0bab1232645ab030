using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>One virtual machine that a Contemplant proves for.</summary>
internal sealed record Prover(string Vm, string Backend, string? MoongateEndpoint, bool? Groth16Enabled);

/// <summary>Reads the provers from the file, or from the variables when the file declares none.</summary>
internal static class ProverReading
{
    private const string DefaultBackend = "cpu";

    public static ImmutableArray<Prover> Read(SettingsReader reader)
    {
        var tables = reader.Sources.Children(ProverKeys.Table).ToArray();
        ImmutableArray<Prover> provers = tables.Length > 0
            ? [.. tables.Select(table => FromTable(reader, table.Path)).OfType<Prover>()]
            : FromVariables(reader);
        foreach (var twice in provers.GroupBy(prover => prover.Vm, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            reader.Reject($"contemplant.provers ({ProverKeys.VmsVariable}): {twice.Key} is declared {twice.Count()} times; it must be declared once");
        }

        return provers;
    }

    private static Prover? FromTable(SettingsReader reader, string table)
    {
        string? Field(string name) => reader.Sources.FileValue($"{table}:{name}");
        var vm = Word(reader, $"{table}:{ProverKeys.Vm}", Field(ProverKeys.Vm), ProverKeys.Vms, null);
        var backend = Word(reader, $"{table}:{ProverKeys.Backend}", Field(ProverKeys.Backend), ProverKeys.Backends, DefaultBackend);
        var groth16 = Flag(reader, $"{table}:{ProverKeys.Groth16Enabled}", Field(ProverKeys.Groth16Enabled));
        var moongate = Field(ProverKeys.MoongateEndpoint);
        if (vm is "risc0" && moongate is not null) RejectField(reader, $"{table}:{ProverKeys.MoongateEndpoint}", "belongs to sp1, not to risc0");
        if (vm is "sp1" && groth16 is not null) RejectField(reader, $"{table}:{ProverKeys.Groth16Enabled}", "belongs to risc0, not to sp1");
        return vm is null || backend is null ? null : new Prover(vm, backend, moongate, groth16);
    }

    private static ImmutableArray<Prover> FromVariables(SettingsReader reader)
    {
        var vms = reader.Sources.Variable(ProverKeys.VmsVariable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var provers = ImmutableArray.CreateBuilder<Prover>();
        foreach (var given in vms)
        {
            if (Word(reader, ProverKeys.VmsVariable, given, ProverKeys.Vms, null) is { } vm) provers.Add(FromVariables(reader, vm));
        }

        return provers.DrainToImmutable();
    }

    private static Prover FromVariables(SettingsReader reader, string vm)
    {
        var variable = vm is "sp1" ? ProverKeys.Sp1BackendVariable : ProverKeys.Risc0BackendVariable;
        var backend = Word(reader, variable, reader.Sources.Variable(variable), ProverKeys.Backends, DefaultBackend);
        var groth16 = vm is "risc0" ? Flag(reader, ProverKeys.Risc0Groth16Variable, reader.Sources.Variable(ProverKeys.Risc0Groth16Variable)) : null;
        return new Prover(vm, backend ?? DefaultBackend, null, groth16);
    }

    private static string? Word(SettingsReader reader, string name, string? given, ImmutableArray<string> words, string? byDefault)
    {
        if (given is null && byDefault is not null) return byDefault;
        if (given is not null && words.Contains(given.Trim().ToLowerInvariant())) return given.Trim().ToLowerInvariant();
        RejectField(reader, name, $"{(given is null ? "is not set" : $"is \"{given}\"")}; it must be {string.Join(" or ", words)}");
        return null;
    }

    private static bool? Flag(SettingsReader reader, string name, string? given)
    {
        if (given is null) return null;
        if (bool.TryParse(given.Trim(), out var flag)) return flag;
        RejectField(reader, name, $"is \"{given}\"; it must be true or false");
        return null;
    }

    private static void RejectField(SettingsReader reader, string name, string problem)
    {
        var origin = reader.Sources.OriginOf(name);
        reader.Reject($"{name.Replace(':', '.')}{(origin is null ? "" : $" at {origin}")} {problem}");
    }
}
