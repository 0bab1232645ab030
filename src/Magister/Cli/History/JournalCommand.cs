using System.CommandLine;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Events;
using Magister.Fleet;
using Magister.Journal;
using Magister.Running;

namespace Magister.Cli.History;

/// <summary>Shows what happened, from the journal on disk.</summary>
internal static class JournalCommand
{
    public static Command Build(Option<string?> config)
    {
        var instance = IdText.Option("--instance", "Only what is about this instance");
        var machine = IdText.Option("--machine", "Only what is about this machine");
        var offer = IdText.Option("--offer", "Only what is about this offer");
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = $"Only what happened since {SinceText.Wanted}",
            HelpName = "time",
            CustomParser = result =>
            {
                var at = SinceText.Parse(result.Tokens[0].Value, TimeProvider.System.GetUtcNow());
                if (at is null) result.AddError($"--since \"{result.Tokens[0].Value}\" is not {SinceText.Wanted}");
                return at;
            },
        };
        var last = CommonOptions.Last();
        var json = CommonOptions.Json();
        var command = new TaughtCommand(
            "journal", "Shows what happened, from the journal on disk or in the database, whether or not the daemon is running.")
        {
            Examples = ["magister journal --last 20", "magister journal --since 2h --machine 9273", "magister journal --instance 30000007 --json | jq .text"],
            ExitCodes = [ExitCode.StateUnusable],
            Options = { instance, machine, offer, since, last, json },
            Subcommands = { MovingCommands.Export(config), MovingCommands.Import(config) },
        };
        command.SetAction(parsed =>
        {
            var filter = new EventFilter { InstanceId = parsed.GetValue(instance), MachineId = parsed.GetValue(machine), OfferId = parsed.GetValue(offer) };
            var listing = new JournalListing(filter, parsed.GetValue(since), parsed.GetValue(last));
            return Run(parsed.GetValue(config), listing, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(string? configFile, JournalListing listing, bool json)
    {
        var local = LocalSettings.Read(configFile, ProcessEnvironment.Read(), out var problem);
        if (problem is not null)
        {
            Console.Error.WriteLine($"magister: {PlainText.Clean(problem)}");
            return ExitCode.Configuration;
        }

        var (reading, events) = listing.Read(local);
        if (reading is not JournalReading.Done done)
        {
            Console.Error.WriteLine($"magister: {reading.Message}");
            return ExitCode.StateUnusable;
        }

        foreach (var happened in events)
        {
            if (json) Printer.Standard.Json(happened, CliJson.Readable.FleetEvent);
            else Printer.Standard.Line(EventsCommand.Text(happened));
        }

        if (events.Count == 0) Console.Error.WriteLine($"magister: the journal {done.File} has no such event");
        if (listing.OldestId > 1) Console.Error.WriteLine($"magister: the journal's history begins with fact {listing.OldestId}; older facts were condensed");
        return ExitCode.EndedAsAsked;
    }
}
