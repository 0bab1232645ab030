using System.CommandLine;
using Magister.Hosting;

namespace Magister.Cli;

/// <summary>The daemon.</summary>
internal static class RunCommand
{
    public static Command Build(Option<string?> config)
    {
        var command = new TaughtCommand("run", "Runs the daemon, which is also what magister does without a word: it rents until the number is reached, and keeps it.")
        {
            Examples = ["magister run", "magister run --config /etc/magister.toml"],
            ExitCodes = [ExitCode.KeyRefused, ExitCode.NothingToRent, ExitCode.PortTaken, ExitCode.StateUnusable],
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), cancellation));
        return command;
    }

    public static async Task<int> RunAsync(string? configFile, CancellationToken cancellation) =>
        Configured.Load(configFile) is { } loaded
            ? await Daemon.RunAsync(loaded.Settings, loaded.Warnings, cancellation)
            : ExitCode.Configuration;
}
