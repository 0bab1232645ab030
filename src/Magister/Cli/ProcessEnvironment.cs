using System.Collections;

namespace Magister.Cli;

/// <summary>The variables that this process was given.</summary>
internal static class ProcessEnvironment
{
    public static Dictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
