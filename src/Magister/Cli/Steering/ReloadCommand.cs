using System.Collections.Immutable;
using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Makes the daemon read its configuration again.</summary>
internal static class ReloadCommand
{
    public static Command Build(Option<string?> config)
    {
        var yes = CommonOptions.Yes();
        var daemon = DaemonAccess.Option();
        var json = CommonOptions.Json();
        var command = new TaughtCommand(
            "reload", "Makes the daemon read its configuration again: all of it takes effect, or nothing changes and every problem is shown.")
        {
            Examples = ["magister reload", "magister reload --yes    # even if that destroys instances"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused, ExitCode.NotConfirmed],
            Options = { yes, daemon, json },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var (answer, unconfirmed) = await SteerCommand.AskAsync(isConfirmed => client.ReloadAsync(isConfirmed, cancellation), parsed.GetValue(yes), cancellation);
            return unconfirmed ?? Show(client, answer, parsed.GetValue(json));
        });
        return command;
    }

    private static int Show(DaemonClient client, DaemonAnswer answer, bool json)
    {
        if (answer is DaemonAnswer.Refused { Problems: [_, ..] problems }) return Refuse(client, problems);
        if (DaemonCall.Read(client, answer, ReloadJson.Default.ReloadAnswer, out var exitCode) is not { } reloaded) return exitCode;
        foreach (var warning in reloaded.Warnings) DaemonCall.Say($"warning: {warning}");
        if (json) DaemonCall.PrintJson(answer);
        else Printer.Standard.Line(reloaded.Changes.IsEmpty ? "Nothing has changed." : $"Reloaded: {string.Join("; ", reloaded.Changes)}.");
        return ExitCode.EndedAsAsked;
    }

    private static int Refuse(DaemonClient client, ImmutableArray<string> problems)
    {
        DaemonCall.Say($"the Magister at {client.Address} cannot use the configuration; nothing has changed:");
        foreach (var problem in problems) Console.Error.WriteLine($"  {PlainText.Clean(problem)}");
        return ExitCode.DaemonRefused;
    }
}
