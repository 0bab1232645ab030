using System.Collections;
using System.CommandLine;
using Magister.Configuration;
using Magister.Hosting;

namespace Magister.Cli;

/// <summary>What can be typed.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments)
    {
        var config = new Option<string?>("--config")
        {
            Description = $"The configuration file; without it {SettingsConversion.DefaultFile} in the working directory, if there is one",
            HelpName = "path",
        };
        var root = new RootCommand("Keeps a constant number of GPU workers alive on Vast for a Hierophant. "
            + "Settings come from magister.toml and from environment variables, which win.")
        {
            config,
        };
        root.SetAction((parsed, cancellation) => RunDaemonAsync(parsed.GetValue(config), cancellation));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0) return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return Task.FromResult(Report(parsed));
    }

    private static async Task<int> RunDaemonAsync(string? configFile, CancellationToken cancellation)
    {
        switch (SettingsConversion.Load(configFile, ReadEnvironment()))
        {
            case ConfigurationOutcome.Loaded loaded:
                return await Daemon.RunAsync(loaded.Settings, loaded.Warnings, cancellation);
            case ConfigurationOutcome.Invalid invalid:
                Report(invalid);
                return ExitCode.Configuration;
            default:
                throw new InvalidOperationException("The configuration was neither sound nor not.");
        }
    }

    private static int Report(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"magister: {error.Message}");
        Console.Error.WriteLine("Try: magister --help");
        return ExitCode.Configuration;
    }

    private static void Report(ConfigurationOutcome.Invalid invalid)
    {
        Console.Error.WriteLine("magister: the configuration cannot be used, nothing was rented:");
        foreach (var problem in invalid.Problems) Console.Error.WriteLine($"  {problem}");
        foreach (var warning in invalid.Warnings) Console.Error.WriteLine($"  warning: {warning}");
    }

    private static Dictionary<string, string> ReadEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
