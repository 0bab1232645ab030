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
            var nearest = KnownNames().MinBy(name => Distance(name, path))!;
            var guess = Distance(nearest, path) <= FurthestGuess ? $"; did you mean {nearest.Replace(':', '.')}?" : "";
            reader.Warn($"{reader.Sources.OriginOfKey(path)}: nothing is known of {path.Replace(':', '.')}{guess}");
        }
    }

    private static bool IsKnown(string path)
    {
        var parts = path.Split(':');
        if (parts is ["contemplant", "provers"]) return true;
        if (parts is ["contemplant", "provers", _, var field]) return ProverKeys.Fields.Contains(field);
        return SettingKeys.All.Any(key => key.Path == path || (key.IsList && path.StartsWith(key.Path + ":", StringComparison.Ordinal)))
            || SettingKeys.All.Any(key => key.Path.StartsWith(path + ":", StringComparison.Ordinal));
    }

    private static IEnumerable<string> KnownNames() => SettingKeys.All.Select(key => key.Path);

    /// <summary>How many letters must be added, taken out or changed to make one name of the other (Levenshtein's distance).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var substitution = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
