using System.CommandLine;
using System.Globalization;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Gives the daemon another number.</summary>
internal static class ScaleCommand
{
    public static Command Build(Option<string?> config)
    {
        var number = new Argument<string>("number") { Description = $"How many instances to keep alive, 1 to {ScaleNumber.Most}", HelpName = "number" };
        var yes = CommonOptions.Yes();
        var daemon = DaemonAccess.Option();
        var json = CommonOptions.Json();
        var command = new TaughtCommand(
            "scale", "Gives the running daemon another number of instances to keep alive, also after a restart, until the configuration's own number is changed.")
        {
            Examples = ["magister scale 8", "magister scale 200 --yes    # so many more than now want a yes"],
            ExitCodes = [ExitCode.DaemonNotReachable, ExitCode.DaemonRefused, ExitCode.NotConfirmed],
            Arguments = { number },
            Options = { yes, daemon, json },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (ScaleNumber.Parse(parsed.GetValue(number)!, out var problem) is not { } wanted)
            {
                DaemonCall.Say(problem!);
                return ExitCode.Configuration;
            }

            using var client = DaemonCall.Open(parsed, daemon, config);
            if (client is null) return ExitCode.Configuration;
            return await MayAsync(client, wanted, parsed.GetValue(yes), cancellation)
                ?? SteerCommand.Show(client, await client.ScaleAsync(wanted, cancellation), parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<int?> MayAsync(DaemonClient client, int wanted, bool yes, CancellationToken cancellation)
    {
        if (yes) return null;
        var answer = await client.StatusAsync(cancellation);
        if (DaemonCall.Read(client, answer, SteeringJson.Default.StatusAnswer, out var exitCode) is not { } status) return exitCode;
        var now = status.Steering.NumberInstances;
        return ScaleNumber.WantsConfirmation(wanted, now)
            ? await Confirmation.AskAsync(string.Create(CultureInfo.InvariantCulture, $"Rent up to {wanted} instances instead of {now}?"), yes, cancellation)
            : null;
    }
}
