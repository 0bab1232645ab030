using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows what was spent.</summary>
internal static class CostsCommand
{
    public static Command Build(Option<string?> config)
    {
        var by = new Option<string>("--by") { Description = $"What to group by: {string.Join(", ", CostGrouping.All.Keys)}", DefaultValueFactory = _ => "day", HelpName = "group" };
        by.AcceptOneOf([.. CostGrouping.All.Keys]);
        var since = new Option<string?>("--since") { Description = "The first day to include (UTC); default: the first of this month", HelpName = "yyyy-mm-dd" };
        since.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !CostTime.TryRead(given, out _)) result.AddError($"--since must be a day such as 2026-11-28, not {given}");
        });
        var check = new Option<bool>("--check") { Description = "Compare each instance's counted cost with Vast's bills" };
        var csv = new Option<bool>("--csv") { Description = "Print CSV" };
        var (json, wide, daemon) = (CommonOptions.Json(), new WideOption(), DaemonAccess.Option());
        var command = new TaughtCommand("costs", "Shows what the fleet has cost, by day, instance, machine, host, GPU, pool, outcome or type of rent.")
        {
            Examples = ["magister costs", "magister costs --by outcome", "magister costs --by machine --since 2026-11-01 --csv > costs.csv", "magister costs --check"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Options = { by, since, check, csv, wide, json, daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var isCheck = parsed.GetValue(check);
            var format = parsed.GetValue(csv) ? "csv" : "json";
            var answer = await client.CostsAsync(isCheck ? "instance" : parsed.GetValue(by)!, parsed.GetValue(since), format, cancellation);
            return answer is DaemonAnswer.Done(var text) && format == "csv" ? Print(text) : Show(client, answer, wide.PrinterFor(parsed), isCheck, parsed.GetValue(json));
        });
        return command;
    }

    private static int Print(string csv)
    {
        foreach (var line in csv.TrimEnd().Split("\r\n")) Printer.Standard.Line(line);
        return ExitCode.EndedAsAsked;
    }

    private static int Show(DaemonClient client, DaemonAnswer answer, Printer printer, bool isCheck, bool json)
    {
        if (DaemonCall.Read(client, answer, CostsJson.Default.CostsResponse, out var exitCode) is not { } costs) return exitCode;
        if (json) DaemonCall.PrintJson(answer);
        else if (isCheck) CostsText.Check(costs, printer);
        else CostsText.Print(costs, printer);
        return ExitCode.EndedAsAsked;
    }
}
