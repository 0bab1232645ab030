using System.CommandLine;
using Magister.Cli.Output;
using Magister.Events;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Shows past events, and new ones as they happen.</summary>
internal static class EventsCommand
{
    private const int LastWhenFollowing = 10;

    public static Command Build(Option<string?> config)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Show new events as they happen, until Ctrl-C, even across a restart of the daemon" };
        var (instance, machine) = (IdText.Option("--instance", "Only what is about this instance"), IdText.Option("--machine", "Only what is about this machine"));
        var kind = new Option<string[]>("--kind") { Description = "Only this kind; may be repeated", HelpName = "kind" };
        kind.AcceptOneOf([.. EventKinds.All]);
        var last = CommonOptions.Last();
        var (json, daemon) = (CommonOptions.Json(), DaemonAccess.Option());
        var command = new TaughtCommand(
            "events", "Shows the last events that the daemon has in memory, and with --follow new ones; magister journal shows older ones.")
        {
            Examples = ["magister events --last 20", "magister events --follow --kind verified --kind destroyed", "magister events --instance 30000007 --json | jq .text"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused],
            Options = { follow, instance, machine, kind, last, json, daemon },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            var (isFollowed, asJson) = (parsed.GetValue(follow), parsed.GetValue(json));
            var filter = Query(("instance", Figures.Id(parsed.GetValue(instance))), ("machine", Figures.Id(parsed.GetValue(machine))), ("kind", string.Join(',', parsed.GetValue(kind) ?? [])));
            var limit = parsed.GetValue(last) ?? (isFollowed ? LastWhenFollowing : null);
            var answer = await client.EventsAsync($"{filter}&{Query(("limit", Figures.Id(limit)))}", cancellation);
            if (DaemonCall.Read(client, answer, EventJson.Readable.EventsResponse, out var exitCode) is not { } had) return exitCode;
            foreach (var happened in had.Events) Show(happened, asJson);
            return isFollowed ? await FollowAsync(client, filter, had.NewestId, asJson, cancellation) : exitCode;
        });
        return command;
    }

    /// <summary>An event on one line.</summary>
    public static string Text(FleetEvent happened) => $"{Figures.Moment(happened.At)} {happened.Kind}: {happened.Text}";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var given = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is { Length: > 0 }) given.Add($"{name}={value}");
        }

        return string.Join('&', given);
    }

    private static void Show(FleetEvent happened, bool json)
    {
        if (json) Printer.Standard.Json(happened, CliJson.Readable.FleetEvent);
        else Printer.Standard.Line(Text(happened));
    }

    private static async Task<int> FollowAsync(DaemonClient client, string filter, long after, bool json, CancellationToken cancellation)
    {
        var wasHeard = true;
        try
        {
            while (true)
            {
                var end = await client.FollowAsync(
                    $"{filter}&after={after}",
                    () => wasHeard = true,
                    happened =>
                    {
                        after = happened.Id;
                        Show(happened, json);
                    },
                    cancellation);
                if (end is DaemonAnswer.Refused) return DaemonCall.Refuse(client, end);
                if (wasHeard) DaemonCall.Say($"the events of {client.Address} ended; waiting for more");
                wasHeard = false;
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // This is how following ends.
            return ExitCode.EndedAsAsked;
        }
    }
}
