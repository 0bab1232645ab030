using System.CommandLine;
using Magister.Endpoints;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows the running daemon's fleet.</summary>
internal static class StatusCommand
{
    public static Command Build(Option<string?> config)
    {
        var daemon = DaemonAccess.Option();
        var watch = new Option<bool>("--watch", "-w") { Description = "Refresh every second, until Ctrl-C" };
        var (json, wide) = (CommonOptions.Json(), new WideOption());
        var command = new TaughtCommand("status", "Shows the fleet: every instance with its state, place and price, what it costs, and what is wrong.")
        {
            Examples = ["magister status", "magister status --watch", "magister status --daemon http://203.0.113.7:8555 --json | jq .alive"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Options = { watch, wide, daemon, json },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var answer = await client.StatusAsync(cancellation);
            if (DaemonCall.Read(client, answer, StatusJson.Default.StatusResponse, out var exitCode) is not { } status) return exitCode;
            var (asJson, printer) = (parsed.GetValue(json), wide.PrinterFor(parsed));
            if (parsed.GetValue(watch)) return await new StatusWatch(client, printer, TimeProvider.System).RunAsync(answer, asJson, cancellation);
            if (asJson) DaemonCall.PrintJson(answer);
            else printer.Page(StatusPage.Compose(status));
            return ExitCode.EndedAsAsked;
        });
        return command;
    }
}
