using System.CommandLine;
using Magister.Cli.Output;
using Magister.Running;

namespace Magister.Cli.DryRuns;

/// <summary>Shows what the daemon would do.</summary>
internal static class PlanCommand
{
    public static Command Build(Option<string?> config)
    {
        var (json, wide) = (CommonOptions.Json(), new WideOption());
        var command = new TaughtCommand(
            "plan", "Shows what a daemon started now would do with the account as it is. Changes nothing.")
        {
            Examples = ["magister plan", "NUMBER_INSTANCES=3 magister plan", "magister plan --json | jq '.steps[] | select(.action == \"rent\")'"],
            ExitCodes = [ExitCode.KeyRefused, ExitCode.NothingToRent, ExitCode.StateUnusable, ExitCode.VastNotReachable],
            Options = { wide, json },
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), wide.PrinterFor(parsed), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? configFile, Printer printer, bool json, CancellationToken cancellation)
    {
        if (Configured.LoadAndWarn(configFile) is not { } settings) return ExitCode.Configuration;
        if (KnownFleet.Load(settings) is not { } known) return ExitCode.StateUnusable;
        await using var vast = VastAccess.Open(settings.Vast);
        var now = new SteadyClock(TimeProvider.System, known.State.LastAt).Now;
        var calls = new ReadOnlyCalls(vast.Client);
        var run = new DryRun(settings.Fleet, known.State, now, call => calls.AskAsync(call, cancellation));
        var report = await run.RunAsync(known.File);
        cancellation.ThrowIfCancellationRequested();
        if (json) printer.Json(report, CliJson.Readable.PlanReport);
        else PlanText.Print(report, printer);
        return report.End?.ExitCode ?? (report.Problems.IsEmpty ? ExitCode.EndedAsAsked : ExitCode.VastNotReachable);
    }
}
