using System.CommandLine;
using Magister.Access;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Running;

namespace Magister.Cli.History;

/// <summary>Moves a fleet's journal between a state directory, a database that several Magisters share, and a file.</summary>
internal static class MovingCommands
{
    public static Command Export(Option<string?> config)
    {
        var file = new Argument<string>("file") { Description = "The file to write; one that exists is left alone" };
        var command = new TaughtCommand("export", "Writes the journal to a file, from the database or the state directory of the configuration, while no Magister uses it.")
        {
            Examples = ["magister journal export fleet.jsonl"],
            ExitCodes = [ExitCode.StateUnusable],
            Arguments = { file },
        };
        command.SetAction(parsed => Local(parsed.GetValue(config)) is { } local ? Export(local, parsed.GetValue(file)!) : ExitCode.Configuration);
        return command;
    }

    public static Command Import(Option<string?> config)
    {
        var source = new Argument<string>("source") { Description = "A file with a journal, or a state directory" };
        var replace = new Option<bool>("--replace") { Description = "Replace the journal that the fleet already has in the database" };
        var yes = CommonOptions.Yes();
        var command = new TaughtCommand(
            "import", "Copies a journal into the database or the state directory of the configuration, while no Magister uses it. It must have none yet; in a database, --replace replaces it.")
        {
            Examples = ["magister journal import state", "magister journal import fleet.jsonl", "magister journal import fleet.jsonl --replace"],
            ExitCodes = [ExitCode.StateUnusable, ExitCode.NotConfirmed],
            Arguments = { source },
            Options = { replace, yes },
        };
        command.SetAction((parsed, cancellation) => Local(parsed.GetValue(config)) is { } local
            ? ImportAsync(local, parsed.GetValue(source)!, parsed.GetValue(replace), question => Confirmation.AskAsync(question, parsed.GetValue(yes), cancellation))
            : Task.FromResult(ExitCode.Configuration));
        return command;
    }

    private static int Export(LocalSettings local, string path)
    {
        if (KeptJournal.ReadUnused(local.StateDirectory, local.Shared) is var reading && reading is not JournalReading.Done journal) return Unusable(reading.Message);
        try
        {
            using var file = OwnFile.Open(path, FileMode.CreateNew);
            file.Write(journal.Content.Span);
            file.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unusable($"{path} cannot be written: {failure.Message}");
        }

        Printer.Standard.Line($"{path} holds the journal of {journal.File}, up to fact {journal.State.LastSequence}.");
        return ExitCode.EndedAsAsked;
    }

    private static async Task<int> ImportAsync(LocalSettings local, string source, bool replaces, Func<string, Task<int?>> askAsync)
    {
        var reading = Directory.Exists(source) ? JournalReader.ReadUnused(source) : JournalReader.ReadFile(source);
        if (reading is JournalReading.Missing missing) return Unusable($"There is no journal {missing.File}.");
        if (reading is not JournalReading.Done journal) return Unusable(reading.Message);
        if (local.Shared is { } shared) return await ImportAsync(journal, PostgresFleetDatabase.Open(shared.Connection, shared.Fleet), replaces, askAsync);
        if (JournalImport.Into(local.StateDirectory, journal) is { } problem) return Unusable(problem);
        return Imported(journal, local.StateDirectory);
    }

    private static async Task<int> ImportAsync(JournalReading.Done journal, FleetDatabaseOpening opening, bool replaces, Func<string, Task<int?>> askAsync)
    {
        if (opening is not FleetDatabaseOpening.Opened { Database: var database }) return Unusable(opening.Message);
        using (database)
        {
            try
            {
                var present = database.Look(long.MaxValue);
                if (database.InUse(present) is { } words) return Unusable(words);
                if (present.LastSequence > 0)
                {
                    var there = $"The fleet in {database.Place} has a journal already, which ends with fact {present.LastSequence}";
                    if (!replaces) return Unusable($"{there}. --replace puts the other one in its place.");
                    if (await askAsync($"{there}. Replace it by {journal.File}, which ends with fact {journal.State.LastSequence}?") is { } unconfirmed) return unconfirmed;
                }

                return database.Import(journal, present) ? Imported(journal, database.Place) : Unusable($"Another Magister has used {database.Place} meanwhile. Nothing was changed.");
            }
            catch (FleetDatabaseException failure)
            {
                return Unusable($"The database {database.Place} cannot be used: {failure.Message}.");
            }
        }
    }

    private static int Imported(JournalReading.Done journal, string place)
    {
        Printer.Standard.Line($"{place} holds the journal of {journal.File} now, up to fact {journal.State.LastSequence}. Start no Magister with that one any more.");
        return ExitCode.EndedAsAsked;
    }

    private static int Unusable(string message)
    {
        DaemonCall.Say(message);
        return ExitCode.StateUnusable;
    }

    private static LocalSettings? Local(string? configFile)
    {
        var local = LocalSettings.Read(configFile, ProcessEnvironment.Read(), out var problem);
        if (problem is null) return local;
        DaemonCall.Say(problem);
        return null;
    }
}
