using System.CommandLine;
using Magister.Cli.Output;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows what the daemon has kept of an instance that failed.</summary>
internal static class LogsCommand
{
    public static Command Build(Option<string?> config)
    {
        var id = new Argument<long>("id") { Description = "The instance's id, as in the events and the log" };
        id.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !ulong.TryParse(result.Tokens[0].Value, out _)) result.AddError("logs wants the id of an instance, a whole number");
        });
        var daemon = DaemonAccess.Option();
        var command = new TaughtCommand(
            "logs", "Shows why an instance failed: what the running daemon kept of its container's and its host's log and of its Contemplant's last words.")
        {
            Examples = ["magister logs 30000007", "magister logs 30000007 --daemon http://10.0.0.5:8555"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Arguments = { id },
            Options = { daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            return client is null ? ExitCode.Configuration : Show(client, await client.LogsAsync(parsed.GetValue(id), cancellation));
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

        DaemonCall.Say(DaemonCall.Words(client, answer));
        return answer is DaemonAnswer.NotReachable ? ExitCode.DaemonNotReachable : ExitCode.DaemonRefused;
    }
}
