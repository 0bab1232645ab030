using System.Collections.Immutable;
using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Destroys the named instances, after showing them and asking.</summary>
internal static class DropCommand
{
    private const string Reason = "dropped by magister drop";

    public static Command Build(Option<string?> config)
    {
        var ids = IdText.Argument("The instances' ids, as in magister status", isOne: false);
        var reason = new Option<string>("--reason") { Description = "The reason, for log and events", HelpName = "text", DefaultValueFactory = _ => Reason };
        var (yes, json, wide, daemon) = (CommonOptions.Yes(), CommonOptions.Json(), new WideOption(), DaemonAccess.Option());
        var command = new TaughtCommand(
            "drop", "Destroys the named instances, after confirmation. The daemon rents others in their place, unless it is paused.")
        {
            Examples = ["magister drop 30000007", "magister drop 30000007 30000023 --reason \"too slow\" --yes", "magister drop 30000007 --yes --json | jq '.[].dropped'"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused, ExitCode.NotConfirmed],
            Arguments = { ids },
            Options = { reason, yes, wide, json, daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var answer = await client.StatusAsync(cancellation);
            if (DaemonCall.Read(client, answer, StatusJson.Default.StatusResponse, out var exitCode) is not { } status) return exitCode;
            long[] wanted = [.. parsed.GetValue(ids)!.Distinct()];
            if (Objection(status, wanted) is { } objection)
            {
                DaemonCall.Say(objection);
                return ExitCode.DaemonRefused;
            }

            var named = status with { Instances = [.. status.Instances.Where(instance => wanted.Contains(instance.InstanceId))] };
            var asJson = parsed.GetValue(json);
            if (!asJson) wide.PrinterFor(parsed).Table(StatusPage.Instances(named));
            return await Confirmation.AskAsync(Question(named), parsed.GetValue(yes), cancellation)
                ?? await DropAsync(client, wanted, parsed.GetValue(reason)!, asJson, cancellation);
        });
        return command;
    }

    private static string? Objection(StatusResponse status, long[] wanted)
    {
        long[] unknown = [.. wanted.Except(status.Instances.Select(instance => instance.InstanceId))];
        if (unknown.Length == 0) return null;
        var named = status.Instances.FirstOrDefault(instance => instance.OfferId == unknown[0]);
        var hint = named is null ? "magister status lists them" : $"offer {unknown[0]} is instance {named.InstanceId}";
        return $"the fleet has no instance {string.Join(", ", unknown)}; nothing was changed; {hint}";
    }

    private static string Question(StatusResponse named) => $"Destroy {Figures.Count(named.Instances.Length, "instance")} ({named.Instances.Sum(instance => instance.CostPerHour ?? 0):0.00} USD an hour)?";

    private static async Task<int> DropAsync(DaemonClient client, long[] wanted, string reason, bool asJson, CancellationToken cancellation)
    {
        var (exitCode, outcomes) = (ExitCode.EndedAsAsked, ImmutableArray.CreateBuilder<DropOutcome>(wanted.Length));
        foreach (var id in wanted)
        {
            var answer = await client.DropAsync(id, reason, cancellation);
            outcomes.Add(new DropOutcome(id, answer is DaemonAnswer.Done, answer is DaemonAnswer.Done ? null : DaemonCall.Text(client, answer)));
            if (answer is not DaemonAnswer.Done(var said)) exitCode = DaemonCall.Refuse(client, answer);
            else if (!asJson) Printer.Standard.Line(said);
        }

        if (asJson) Printer.Standard.Json(outcomes.MoveToImmutable(), CliJson.Readable.ImmutableArrayDropOutcome);
        return exitCode;
    }
}

/// <summary>The result of <c>magister drop --json</c> for each instance.</summary>
/// <param name="Dropped">Whether it will be destroyed.</param>
/// <param name="Problem">Why not; null if it will.</param>
internal sealed record DropOutcome(long InstanceId, bool Dropped, string? Problem);
