using Magister.Cli.History;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Journal;

namespace Magister.Cli;

/// <summary>What the journal knows, read without modifying it.</summary>
/// <param name="File">The journal; null if there is none yet.</param>
internal sealed record KnownFleet(FleetState State, string? File)
{
    /// <summary>Reads it; null if it exists and cannot be read, which has then been reported.</summary>
    public static KnownFleet? Load(MagisterSettings settings)
    {
        switch (KeptJournal.Read(settings.StateDirectory, settings.Shared))
        {
            case JournalReading.Done done:
                return new KnownFleet(done.State, done.File);
            case JournalReading.Missing:
                return new KnownFleet(FleetState.Empty, null);
            case var failed:
                Console.Error.WriteLine($"magister: {failed.Message}");
                return null;
        }
    }
}
