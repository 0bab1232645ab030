using System.Collections.Immutable;
using System.Text.Json;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;

namespace Magister.Simulator.Settings;

/// <summary>
/// A JSON file with any settings by name, and also <c>faults</c> and <c>tenants</c> as in the admin API:
/// <c>{"boot": "2s-6s", "never_verify": 0.1, "faults": [{"kind": "reset", "endpoint": "create"}], "tenants": [{"label": "mine"}]}</c>.
/// </summary>
internal static class ConfigFile
{
    public static SimulatorOptions Apply(SimulatorOptions options, string path, List<string> problems)
    {
        try
        {
            var given = JsonSerializer.Deserialize(File.ReadAllText(path), SimulatorJson.Info<Dictionary<string, JsonElement>>())
                ?? throw new JsonException("an object is wanted");
            return given.Aggregate(options, (soFar, pair) => Apply(soFar, pair.Key, pair.Value, problems));
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: {problem.Message}");
            return options;
        }
    }

    private static SimulatorOptions Apply(SimulatorOptions options, string name, JsonElement value, List<string> problems) => name switch
    {
        "faults" => options with { Faults = options.Faults.AddRange(value.Deserialize(SimulatorJson.Info<ImmutableArray<FaultRule>>())) },
        "tenants" => options with { Tenants = options.Tenants.AddRange(value.Deserialize(SimulatorJson.Info<ImmutableArray<SimulatedTenant>>())) },
        _ => SettingValues.Apply(options, name, SettingValues.Text(value), problems),
    };
}
