using Magister.Configuration;

namespace Magister.Running.Sharing;

/// <summary>
/// The settings with which a fleet is led, as text in the database: one line per setting, with its name and its value, or a digest for a
/// secret. A Magister that takes over with different ones may be about to do what nobody wants.
/// </summary>
internal sealed class Agreement(SettingsInUse inUse)
{
    private const char Separator = '\t';

    private (MagisterSettings Of, string Text)? last;

    /// <summary>The settings with which this Magister would lead the fleet now.</summary>
    public string Now()
    {
        if (last is not { } known || known.Of != inUse.Now) last = (inUse.Now, Write(inUse.Now.Values));
        return last!.Value.Text;
    }

    /// <summary>The differences as text; null if there are none.</summary>
    public static string? Differences(string before, string now)
    {
        var (old, mine) = (Read(before), Read(now));
        var changes = mine.Keys.Union(old.Keys, StringComparer.Ordinal)
            .Where(name => old.GetValueOrDefault(name) != mine.GetValueOrDefault(name))
            .Select(name => IsSecret(name) ? new SettingChange(name, IsFixed: false, null, null) : new SettingChange(name, IsFixed: false, old.GetValueOrDefault(name), mine.GetValueOrDefault(name)))
            .Select(change => change.Text).ToArray();
        return changes.Length == 0 ? null : string.Join("; ", changes);
    }

    private static string Write(SettingValues values) => string.Join('\n', values.LedWith().Select(value => $"{value.Name}{Separator}{value.Value}"));

    private static bool IsSecret(string name) => SettingKeys.LedWith.Any(key => key.IsSecret && key.TomlName == name);

    private static Dictionary<string, string> Read(string text) =>
        text.Split('\n').Select(line => line.Split(Separator, 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
