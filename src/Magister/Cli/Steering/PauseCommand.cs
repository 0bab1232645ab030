using System.CommandLine;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Keeps the daemon from renting.</summary>
internal static class PauseCommand
{
    public static Command Build(Option<string?> config) => SteerCommand.Build(
        new TaughtCommand("pause", "Keeps the running daemon from renting anything new, also after a restart, until magister resume; all else goes on.")
        {
            Examples = ["magister pause"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
        },
        config,
        (client, cancellation) => client.PauseAsync(cancellation));
}
