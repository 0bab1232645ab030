using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>Warns of keys in the file and of variables that nothing reads, with the nearest name that is read.</summary>
internal static class UnknownKeys
{
    private const int FurthestGuess = 5;
    private const int FurthestSlip = 2;

    // Names with these prefixes are meant for Magister, however far they are from any known name.
    private static readonly ImmutableArray<string> Prefixes = ["VAST_QUERY_", "VAST_RATE_LIMIT_", "VAST_RATE_LIMITS_", "CONTEMPLANT_"];

    private static readonly ImmutableArray<string> KnownVariables =
    [
        .. SettingKeys.All.SelectMany(key => key.FileVariable is { } file ? key.Variables.Add(file) : key.Variables), .. ProverKeys.Variables, EnvironmentSource.RustLogVariable,
    ];

    public static void Warn(SettingsReader reader)
    {
        foreach (var path in reader.Sources.FileKeys)
        {
            if (IsKnown(path)) continue;
            var nearest = KnownNames().MinBy(name => Spelling.Distance(name, path))!;
            var guess = Spelling.Distance(nearest, path) <= FurthestGuess ? $"; did you mean {nearest.Replace(':', '.')}?" : "";
            reader.Warn($"{reader.Sources.OriginOfKey(path)}: unknown setting {path.Replace(':', '.')}{guess}");
        }

        foreach (var name in reader.Sources.VariableNames.Order(StringComparer.Ordinal)) WarnOfVariable(reader, name);
    }

    private static void WarnOfVariable(SettingsReader reader, string name)
    {
        if (KnownVariables.Contains(name)) return;
        var capitals = name.ToUpperInvariant();
        var isOurs = Prefixes.Any(prefix => capitals.StartsWith(prefix, StringComparison.Ordinal));
        var furthest = isOurs ? FurthestGuess : FurthestSlip;
        var nearest = KnownVariables.Where(known => Math.Abs(known.Length - name.Length) <= furthest).MinBy(known => Spelling.Distance(known, capitals));
        var isNear = nearest is not null && Spelling.Distance(nearest, capitals) <= furthest;
        if (isNear || isOurs) reader.Warn($"{name}: no setting has this variable{(isNear ? $"; did you mean {nearest}?" : "")}");
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
