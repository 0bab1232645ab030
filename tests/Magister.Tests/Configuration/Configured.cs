using Magister.Configuration;

namespace Magister.Tests.Configuration;

/// <summary>Reads settings from a text and variables, as the program does from its file and environment.</summary>
internal static class Configured
{
    /// <summary>Variables that set everything required.</summary>
    public static readonly IReadOnlyDictionary<string, string> Required = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["THIS_MAGISTER_ADDR"] = "http://203.0.113.7",
        ["HIEROPHANT_IP"] = "203.0.113.8",
        ["HIEROPHANT_HTTP_PORT"] = "9010",
        ["VAST_API_KEY"] = "a-key-of-some-length",
        ["TEMPLATE_HASH"] = "4e17788f74f075dd9aab7d0d4427968f",
        ["NUMBER_INSTANCES"] = "3",
        ["VAST_QUERY_GPU_NAME"] = "RTX 4090",
        ["VAST_QUERY_COST_PER_HOUR"] = "0.5",
    };

    public static ConfigurationOutcome Load(string toml, params (string Name, string Value)[] variables)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, toml);
            return SettingsConversion.Load(file, variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Loads a text, with everything required set by variables.</summary>
    public static ConfigurationOutcome LoadRest(string toml, params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(Required, StringComparer.Ordinal);
        foreach (var (name, value) in variables) all[name] = value;
        return Load(toml, [.. all.Select(variable => (variable.Key, variable.Value))]);
    }

    public static MagisterSettings Settings(string toml, params (string Name, string Value)[] variables) =>
        Assert.IsType<ConfigurationOutcome.Loaded>(LoadRest(toml, variables)).Settings;

    public static IReadOnlyList<string> Problems(string toml, params (string Name, string Value)[] variables) =>
        Assert.IsType<ConfigurationOutcome.Invalid>(LoadRest(toml, variables)).Problems;

    public static IReadOnlyList<string> Warnings(string toml, params (string Name, string Value)[] variables) =>
        Assert.IsType<ConfigurationOutcome.Loaded>(LoadRest(toml, variables)).Warnings;
}
