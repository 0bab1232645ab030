using System.Text.Json;

namespace Magister.Simulator.Settings;

/// <summary>Puts the given values into the options, and collects what is wrong with them.</summary>
internal static class SettingValues
{
    public static SimulatorOptions Apply(SimulatorOptions options, string name, string value, List<string> problems)
    {
        try
        {
            return SettingTable.Find(name) is { } setting ? setting.Apply(options, value) : Unknown(options, name, problems);
        }
        catch (FormatException wanted)
        {
            problems.Add($"{name} is {wanted.Message}, not '{value}'");
            return options;
        }
    }

    /// <summary>A JSON value as the command line would write it.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "none",
        _ => value.GetRawText(),
    };

    private static SimulatorOptions Unknown(SimulatorOptions options, string name, List<string> problems)
    {
        problems.Add($"there is no setting {name}");
        return options;
    }
}
