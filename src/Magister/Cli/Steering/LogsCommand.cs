using System.CommandLine;
using Magister.Cli.Output;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows what the daemon has kept about an instance that failed.</summary>
internal static class LogsCommand
{
    public static Command Build(Option<string?> config)
    {
        var id = IdText.Argument("The instance's id, as in the events and the log", isOne: true);
        var daemon = DaemonAccess.Option();
        var command = new TaughtCommand(
            "logs", "Shows why an instance failed: the kept logs of its container and host, and its Contemplant's last words.")
        {
            Examples = ["magister logs 30000007", "magister logs 30000007 --daemon http://10.0.0.5:8555"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Arguments = { id },
            Options = { daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            return client is null ? ExitCode.Configuration : Show(client, await client.LogsAsync(parsed.GetValue(id)![0], cancellation));
        });
        return command;
    }

    private static int Show(DaemonClient client, DaemonAnswer answer)
    {
        if (answer is DaemonAnswer.Done(var logs))
        {
            foreach (var line in logs.TrimEnd('\n').Split('\n')) Printer.Standard.Line(line);
            return ExitCode.EndedAsAsked;
        }

        return DaemonCall.Refuse(client, answer);
    }
}
