using System.Diagnostics;
using System.Text.Json;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>The result of a command of the real program, with its output in pipes.</summary>
internal sealed record CliResult(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string All => Out + Error;
}

/// <summary>Runs commands of the real program in a world's folder.</summary>
internal static class CliRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Program { get; } = Environment.GetEnvironmentVariable("MAGISTER_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "magister");

    /// <summary>Runs a command whose words are separated by spaces.</summary>
    public static Task<CliResult> RunAsync(this World world, string command, int number = 2, params (string Name, string Value)[] changes) =>
        RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), world.WorkingDirectory, world.Environment(number, changes));

    /// <summary>The same for words that may contain spaces.</summary>
    public static Task<CliResult> RunAsync(this World world, string[] arguments) => RunAsync(arguments, world.WorkingDirectory, world.Environment(2));

    public static async Task<CliResult> RunAsync(string[] arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Process.Start(StartOf(Program, arguments, directory, environment))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    public static ProcessStartInfo StartOf(string program, string[] arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var inherited = new[] { "PATH", "DOTNET_ROOT", "HOME" }.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        start.Environment.Clear();
        foreach (var (name, value) in inherited) start.Environment[name] = value;
        start.Environment["DOTNET_ROOT"] ??= Path.GetDirectoryName(Environment.ProcessPath);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
