using System.Collections;
using System.Collections.Immutable;
using Magister.Configuration;

namespace Magister.Cli;

/// <summary>The variables that this process was given, and those of the file beside its configuration.</summary>
internal static class ProcessEnvironment
{
    // What .env set: null if it is not read.
    private static Dictionary<string, string>? filled;

    public static Dictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>
    /// Sets what <c>.env</c> beside the configuration file has and the process was not given, so that everything finds it where it looks
    /// for variables, proxies and OTLP too. Nothing where there is no such file.
    /// </summary>
    /// <returns>What is wrong with its lines. A file that may not be read is another's, and only warned of.</returns>
    public static ImmutableArray<string> Fill(string? configFile)
    {
        filled ??= [];
        var path = DotEnvFile.Beside(configFile ?? SettingsConversion.DefaultFile);
        if (!File.Exists(path)) return [];
        try
        {
            var file = DotEnvFile.Read(path);
            if (!file.Problems.IsEmpty) return file.Problems;

            // An empty variable counts as not set. If a name occurs twice, the last one counts, as with docker.
            var missing = file.Variables.Where(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable.Key))).ToArray();
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

    /// <summary>Reads <c>.env</c> again, where it was read before: what it set then and has no longer is no longer set.</summary>
    /// <returns>What is wrong with its lines; then nothing has changed.</returns>
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
