using System.Collections;
using System.Collections.Immutable;
using Magister.Configuration;

namespace Magister.Cli;

/// <summary>The variables of this process, and those of the file next to its configuration.</summary>
internal static class ProcessEnvironment
{
    // What .env set; null if it was not read.
    private static Dictionary<string, string>? filled;

    public static Dictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>Whether a variable's value comes from <c>.env</c>.</summary>
    public static bool IsFromFile(string name) => filled?.ContainsKey(name) is true;

    /// <summary>
    /// Sets what <c>.env</c> next to the configuration file contains and the process was not given, so that everything that reads variables
    /// finds it, including proxies and OTLP. Does nothing if there is no such file.
    /// </summary>
    /// <returns>What is wrong with its lines. An unreadable file belongs to somebody else, and only causes a warning.</returns>
    public static ImmutableArray<string> Fill(string? configFile)
    {
        filled ??= [];
        var path = DotEnvFile.Beside(configFile ?? SettingsConversion.DefaultFile);
        if (!File.Exists(path)) return [];
        try
        {
            var file = DotEnvFile.Read(path);
            if (!file.Problems.IsEmpty) return file.Problems;

            // An empty variable counts as not set, and a secret as set by the name of its file, too. If a name occurs twice, the last one counts,
            // as with docker.
            var missing = file.Variables.Where(variable => !IsSet(variable.Key) && !IsSet($"{variable.Key}_FILE")).ToArray();
            foreach (var (name, value) in missing) Environment.SetEnvironmentVariable(name, value);
            filled = missing.GroupBy(variable => variable.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
            return [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"magister: warning: {path} cannot be read, so its variables are not set: {unreadable.Message}");
            return [];
        }
    }

    private static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));

    /// <summary>Reads <c>.env</c> again if it was read before: variables that it no longer contains are unset.</summary>
    /// <returns>What is wrong with its lines; if anything is, nothing has changed.</returns>
    public static ImmutableArray<string> Refill(string? configFile)
    {
        if (filled is not { } before) return [];
        foreach (var name in before.Keys) Environment.SetEnvironmentVariable(name, null);
        filled = null;
        var problems = Fill(configFile);
        if (problems.IsEmpty) return [];
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        filled = before;
        return problems;
    }
}
