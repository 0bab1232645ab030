using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Destroys everything, after showing it and asking.</summary>
internal static class DrainCommand
{
    public static Command Build(Option<string?> config)
    {
        var yes = CommonOptions.Yes();
        var daemon = DaemonAccess.Option();
        var (json, wide) = (CommonOptions.Json(), new WideOption());
        var command = new TaughtCommand(
            "drain", "Destroys every instance, after confirmation, and rents nothing until magister resume.")
        {
            Examples = ["magister drain", "magister drain --yes         # in scripts; ends when the last one is gone"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused, ExitCode.NotConfirmed],
            Options = { yes, wide, daemon, json },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            return client is null ? ExitCode.Configuration : await RunAsync(client, wide.PrinterFor(parsed), parsed.GetValue(yes), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(DaemonClient client, Printer printer, bool yes, bool json, CancellationToken cancellation)
    {
        var before = await client.StatusAsync(cancellation);
        if (DaemonCall.Read(client, before, StatusJson.Default.StatusResponse, out var exitCode) is not { } status) return exitCode;
        if (!json) printer.Table(StatusPage.Instances(status));
        if (await Confirmation.AskAsync(Question(status), yes, cancellation) is { } unconfirmed) return unconfirmed;
        var answer = await client.DrainAsync(cancellation);
        if (DaemonCall.Read(client, answer, StatusJson.Default.SteeringStatus, out exitCode) is null) return exitCode;
        exitCode = await new DrainProgress(client, Printer.Standard, TimeProvider.System).FollowAsync(status, isQuiet: json, cancellation);
        if (json && exitCode == ExitCode.EndedAsAsked) DaemonCall.PrintJson(answer);
        return exitCode;
    }

    private static string Question(StatusResponse status) => status.Instances.Length + status.Rents.Length == 0
        ? "There is no instance to destroy. Rent nothing until magister resume?"
        : $"Destroy {Figures.Count(status.Instances.Length, "instance")} ({status.CostPerHour:0.00} USD an hour){Rents(status)}, and rent nothing until magister resume?";

    private static string Rents(StatusResponse status) => status.Rents.Length > 0 ? $" and what becomes of {Figures.Count(status.Rents.Length, "rent")} without an answer" : "";
}
