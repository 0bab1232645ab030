using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows what is known about machines and hosts, and bars, prefers or clears one for an operator.</summary>
internal static class MachinesCommand
{
    public static Command Build(Option<string?> config)
    {
        var (json, wide, daemon) = (CommonOptions.Json(), new WideOption(), DaemonAccess.Option());
        var command = new TaughtCommand("machines", "Shows how rents went on each machine and host, and bars or prefers them.")
        {
            Examples = ["magister machines", "magister machines bar 9273", "magister machines prefer 40111 --host", "magister machines clear 9273"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Options = { wide, json, daemon },
            Subcommands =
            {
                Judging("bar", "barred", "Rents nothing from a machine or host until it is cleared.", config),
                Judging("prefer", "preferred", "Rents from a machine or host first.", config),
                Judging("clear", "cleared", "Undoes bar or prefer.", config),
            },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var answer = await client.MachinesAsync(cancellation);
            if (DaemonCall.Read(client, answer, MachinesJson.Default.MachinesResponse, out var exitCode) is not { } machines) return exitCode;
            if (parsed.GetValue(json)) DaemonCall.PrintJson(answer);
            else Print(machines, wide.PrinterFor(parsed));
            return ExitCode.EndedAsAsked;
        });
        return command;
    }

    private static TaughtCommand Judging(string name, string judgement, string description, Option<string?> config)
    {
        var id = IdText.Argument("The id of the machine, or with --host of the host", isOne: true);
        var host = new Option<bool>("--host") { Description = "The id is a host's: applies to all its machines" };
        var reason = new Option<string?>("--reason") { Description = "The reason, for the journal", HelpName = "text" };
        var daemon = DaemonAccess.Option();
        var command = new TaughtCommand(name, description)
        {
            Examples = [$"magister machines {name} 9273", $"magister machines {name} 40111 --host"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Arguments = { id },
            Options = { host, reason, daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var answer = await client.JudgeAsync(parsed.GetValue(id)![0], parsed.GetValue(host), new JudgementRequest(judgement, parsed.GetValue(reason)), cancellation);
            if (DaemonCall.Read(client, answer, MachinesJson.Default.MachineRow, out var exitCode) is not { } row) return exitCode;
            Printer.Standard.Line($"{(parsed.GetValue(host) ? "Host" : "Machine")} {row.Id} is {row.Judgement ?? "neither barred nor preferred"}.");
            return ExitCode.EndedAsAsked;
        });
        return command;
    }

    // A host with several machines is listed before them, with their total.
    private static void Print(MachinesResponse answer, Printer printer)
    {
        if (answer.Machines.IsEmpty && answer.Hosts.IsEmpty)
        {
            printer.Line("Nothing was rented yet, and nothing is barred or preferred.");
            return;
        }

        var counts = answer.Machines.CountBy(machine => machine.HostId ?? -1).ToDictionary();
        var hosts = answer.Hosts.Where(host => counts.GetValueOrDefault(host.Id) != 1 || host.Judgement is not null).Select(host => new Line(host.Id, "all", host));
        var lines = hosts.Concat(answer.Machines.Select(machine => new Line(machine.HostId, Figures.Id(machine.Id)!, machine)));
        (TableColumn Column, Func<Line, string?> Cell)[] loads = [(TableColumn.Number("load s"), line => line.Row.MeanLoadSecs?.ToString("0"))];
        (TableColumn Column, Func<Line, string?> Cell)[] proofs = [(TableColumn.Number("proofs", spare: 7), line => Number(line.Row.Proofs))];
        printer.Table(TableView.Create(
            lines.OrderBy(line => line.Host ?? long.MaxValue).ThenBy(line => line.Machine == "all" ? 0 : line.Row.Id),
            [
                (TableColumn.Number("host"), line => Figures.Id(line.Host)),
                (TableColumn.Number("machine"), line => line.Machine),
                (TableColumn.Number("rents"), line => Number(line.Row.Rents)),
                (TableColumn.Number("worked"), line => Number(line.Row.Worked)),
                (TableColumn.Number("failed", spare: 3), line => Number(line.Row.Failed)),
                (TableColumn.Number("lost", spare: 2), line => Number(line.Row.Lost)),
                .. printer.IsWide ? loads : [],
                (TableColumn.Number("boot s", spare: 4), line => line.Row.MeanBootSecs?.ToString("0")),
                (TableColumn.Number("hours", spare: 5), line => Number(line.Row.HoursWorked)),
                .. answer.Machines.Any(machine => machine.Proofs > 0) ? proofs : [],
                (TableColumn.Number("USD", spare: 1), line => line.Row.CostUsd.ToString("0.00")),
                ("judged", line => line.Row.Judgement ?? ""),
                (TableColumn.Text("reason", spare: 6), line => line.Row.Reason ?? ""),
            ]));
    }

    private static string Number(double number) => number.ToString("0.#");

    /// <summary>A line of the table.</summary>
    private sealed record Line(long? Host, string Machine, MachineRow Row);
}
