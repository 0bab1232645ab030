namespace Magister.Configuration;

/// <summary>Warns of keys in the file that nothing reads, with the nearest name that something does.</summary>
internal static class UnknownKeys
{
    private const int FurthestGuess = 5;

    public static void Warn(SettingsReader reader)
    {
        foreach (var path in reader.Sources.FileKeys)
        {
            if (IsKnown(path)) continue;
            var nearest = KnownNames().MinBy(name => Spelling.Distance(name, path))!;
            var guess = Spelling.Distance(nearest, path) <= FurthestGuess ? $"; did you mean {nearest.Replace(':', '.')}?" : "";
            reader.Warn($"{reader.Sources.OriginOfKey(path)}: nothing is known of {path.Replace(':', '.')}{guess}");
        }
    }

    private static bool IsKnown(string path)
    {
        var parts = path.Split(':');
        if (parts is ["contemplant", "provers"]) return true;
        if (parts is ["contemplant", "provers", _, var field]) return ProverKeys.Fields.Contains(field);
        return SettingKeys.All.Any(key => key.Path == path || ((key.IsList || key.IsTable) && path.StartsWith(key.Path + ":", StringComparison.Ordinal)))
            || SettingKeys.All.Any(key => key.Path.StartsWith(path + ":", StringComparison.Ordinal));
    }

    private static IEnumerable<string> KnownNames() => SettingKeys.All.Select(key => key.Path);
}
