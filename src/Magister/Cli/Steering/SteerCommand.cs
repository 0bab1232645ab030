using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>A command that sends the daemon one steering request and shows how it is steered from then on.</summary>
internal static class SteerCommand
{
    public static Command Build(
        TaughtCommand command, Option<string?> config, Func<DaemonClient, CancellationToken, Task<DaemonAnswer>> tell)
    {
        var daemon = DaemonAccess.Option();
        var json = CommonOptions.Json();
        command.Options.Add(daemon);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            return client is null ? ExitCode.Configuration : Show(client, await tell(client, cancellation), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Sends the daemon a request that may need confirmation.</summary>
    /// <returns>Its answer, and the exit code if it was not confirmed.</returns>
    public static async Task<(DaemonAnswer Answer, int? Unconfirmed)> AskAsync(Func<bool, Task<DaemonAnswer>> tell, bool yes, CancellationToken cancellation)
    {
        var answer = await tell(yes);
        if (answer is not DaemonAnswer.Refused { Question: { } question }) return (answer, null);
        return await Confirmation.AskAsync(question, yes: false, cancellation) is { } unconfirmed ? (answer, unconfirmed) : (await tell(true), null);
    }

    /// <summary>Shows the daemon's answer.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(DaemonClient client, DaemonAnswer answer, bool json)
    {
        if (DaemonCall.Read(client, answer, StatusJson.Default.SteeringStatus, out var exitCode) is not { } steering) return exitCode;
        if (json) DaemonCall.PrintJson(answer);
        else Printer.Standard.Line(SteeringText.Describe(steering));
        return ExitCode.EndedAsAsked;
    }
}
