using System.CommandLine;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Keeps the daemon from renting.</summary>
internal static class PauseCommand
{
    public static Command Build(Option<string?> config) => SteerCommand.Build(
        new TaughtCommand("pause", "Stops renting until magister resume, even after a restart; everything else continues.")
        {
            Examples = ["magister pause"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
        },
        config,
        (client, cancellation) => client.PauseAsync(cancellation));
}
