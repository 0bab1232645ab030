using System.CommandLine;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>Sets the daemon's number of instances.</summary>
internal static class ScaleCommand
{
    public static Command Build(Option<string?> config)
    {
        var number = new Argument<string>("number") { Description = $"How many instances to keep alive, 1 to {ScaleNumber.Max}", HelpName = "number" };
        var yes = CommonOptions.Yes();
        var daemon = DaemonAccess.Option();
        var json = CommonOptions.Json();
        var command = new TaughtCommand(
            "scale", "Changes the number of instances to keep. It stays, even after a restart, until number_instances changes in the configuration.")
        {
            Examples = ["magister scale 8", "magister scale 200 --yes    # fewer, or many more, need confirmation"],
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
            var (answer, unconfirmed) = await SteerCommand.AskAsync(isConfirmed => client.ScaleAsync(wanted, isConfirmed, cancellation), parsed.GetValue(yes), cancellation);
            return unconfirmed ?? SteerCommand.Show(client, answer, parsed.GetValue(json));
        });
        return command;
    }
}
