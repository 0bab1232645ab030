using System.Collections.Immutable;
using Magister.Configuration;

namespace Magister.Cli;

/// <summary>Reads the configuration for a command, and reports problems with it on standard error.</summary>
internal static class Configured
{
    /// <summary>The settings and their warnings; null if they cannot be used, in which case every problem has been reported.</summary>
    public static ConfigurationOutcome.Loaded? Load(string? configFile)
    {
        switch (SettingsConversion.Load(configFile, ProcessEnvironment.Read()))
        {
            case ConfigurationOutcome.Loaded loaded:
                return loaded;
            case ConfigurationOutcome.Invalid invalid:
                Report(invalid);
                return null;
            default:
                throw new InvalidOperationException("The configuration was neither valid nor invalid.");
        }
    }

    /// <summary>The same for a command whose result goes to standard output: warnings go to standard error.</summary>
    public static MagisterSettings? LoadAndWarn(string? configFile)
    {
        if (Load(configFile) is not { } loaded) return null;
        Warn(loaded.Warnings);
        return loaded.Settings;
    }

    /// <summary>Where it was read, for reading it again.</summary>
    public static ConfigurationSource Source(string? configFile)
    {
        var file = configFile ?? SettingsConversion.DefaultFile;
        return new(() => ReadAgain(configFile), [file, DotEnvFile.Beside(file)]);
    }

    private static ConfigurationOutcome ReadAgain(string? configFile)
    {
        var problems = ProcessEnvironment.Refill(configFile);
        return problems.IsEmpty ? SettingsConversion.Load(configFile, ProcessEnvironment.Read()) : new ConfigurationOutcome.Invalid(problems, []);
    }

    private static void Report(ConfigurationOutcome.Invalid invalid)
    {
        Console.Error.WriteLine("magister: the configuration cannot be used, nothing was rented:");
        foreach (var problem in invalid.Problems) Console.Error.WriteLine($"  {problem}");
        foreach (var warning in invalid.Warnings) Console.Error.WriteLine($"  warning: {warning}");
    }

    private static void Warn(ImmutableArray<string> warnings)
    {
        foreach (var warning in warnings) Console.Error.WriteLine($"magister: warning: {warning}");
    }
}
