using System.CommandLine;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Events;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows one instance's whole life.</summary>
internal static class InstanceCommand
{
    private const string FirstDay = "2000-01-01";

    public static Command Build(Option<string?> config)
    {
        var id = IdText.Argument("The instance's id", isOne: true);
        var (json, daemon) = (CommonOptions.Json(), DaemonAccess.Option());
        var command = new TaughtCommand(
            "instance", "Shows one instance, even if it has ended: its state and the reason for it, machine, host, price, cost and events.")
        {
            Examples = ["magister instance 30000007", "magister instance 30000007 --json | jq .cost.usd"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Arguments = { id },
            Options = { json, daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            return client is null ? ExitCode.Configuration : await RunAsync(client, parsed.GetValue(id)![0], parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(DaemonClient client, long id, bool json, CancellationToken cancellation)
    {
        var answer = await client.StatusAsync(cancellation);
        if (DaemonCall.Read(client, answer, StatusJson.Default.StatusResponse, out var exitCode) is not { } status) return exitCode;
        var told = await client.EventsAsync($"instance={id}", cancellation);
        if (DaemonCall.Read(client, told, EventJson.Readable.EventsResponse, out exitCode) is not { } events) return exitCode;

        // Costs are for operators only; users who may only read see the rest.
        var counted = await client.CostsAsync("instance", FirstDay, "json", cancellation);
        var costs = counted is DaemonAnswer.Done(var body) ? DaemonCall.Parse(body, CostsJson.Default.CostsResponse) : null;

        var life = new InstanceLife(
            id,
            status.Now,
            status.Instances.FirstOrDefault(instance => instance.InstanceId == id),
            costs?.Rows.FirstOrDefault(row => row.Key == id.ToString()),
            events.Events);
        if (life is { Instance: null, Cost: null, Events: [] })
        {
            DaemonCall.Say($"the Magister at {client.Address} does not know instance {id}: it is not in its fleet, its costs or its events");
            return ExitCode.DaemonRefused;
        }

        if (json) Printer.Standard.Json(life, CliJson.Readable.InstanceLife);
        else InstanceText.Print(life, Printer.Standard);
        return exitCode;
    }
}

/// <summary>The report of <c>magister instance</c>.</summary>
/// <param name="Instance">As in <c>/status</c>; null if it has ended.</param>
/// <param name="Cost">As in <c>/costs</c>; null if nothing is counted, or the daemon does not say.</param>
/// <param name="Events">Those that the daemon remembers, oldest first.</param>
internal sealed record InstanceLife(long InstanceId, DateTimeOffset Now, InstanceStatusRow? Instance, CostGroup? Cost, FleetEvent[] Events);
