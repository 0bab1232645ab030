using System.CommandLine;
using Magister.Hosting;
using Magister.Running;

namespace Magister.Cli;

/// <summary>The daemon.</summary>
internal static class RunCommand
{
    public static Command Build(Option<string?> config)
    {
        var command = new TaughtCommand("run", "Runs the daemon, as magister without a command does: it rents until the number is reached, and keeps it there.")
        {
            Examples = ["magister run", "magister run --config /etc/magister.toml"],
            ExitCodes = [ExitCode.KeyRefused, ExitCode.NothingToRent, ExitCode.PortTaken, ExitCode.StateUnusable],
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), cancellation));
        return command;
    }

    public static async Task<int> RunAsync(string? configFile, CancellationToken cancellation)
    {
        if (Configured.Load(configFile) is not { } loaded) return ExitCode.Configuration;
        try
        {
            return await Daemon.RunAsync(loaded.Settings, loaded.Warnings, Configured.Source(configFile), cancellation);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            return Report(defect);
        }
    }

    private static int Report(Exception defect)
    {
        Console.Error.WriteLine($"magister: ended because of a defect; what it knew is on disk. Please report this: {defect}");
        return ExitCode.Defect;
    }
}
