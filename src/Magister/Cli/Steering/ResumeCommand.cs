using System.CommandLine;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Ends a pause or a drain.</summary>
internal static class ResumeCommand
{
    public static Command Build(Option<string?> config) => SteerCommand.Build(
        new TaughtCommand("resume", "Ends a pause or a drain: the daemon rents again until its number is reached.")
        {
            Examples = ["magister resume"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
        },
        config,
        (client, cancellation) => client.ResumeAsync(cancellation));
}
