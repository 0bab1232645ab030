using Magister.Fleet;
using Magister.Journal;

namespace Magister.Cli;

/// <summary>What the journal of a state directory knows, read without touching it.</summary>
/// <param name="File">The journal; null if there is none yet.</param>
internal sealed record KnownFleet(FleetState State, string? File)
{
    /// <summary>Reads it; null when it is there and cannot be read, and then that has been told.</summary>
    public static KnownFleet? Of(string stateDirectory)
    {
        switch (JournalReader.Read(stateDirectory))
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
