using Magister.Configuration;
using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Cli.History;

/// <summary>The journal of a configuration, wherever it is kept, read without modifying it.</summary>
internal static class KeptJournal
{
    /// <inheritdoc cref="JournalReader.ReadFile" path="/param[@name='told']"/>
    public static JournalReading Read(string stateDirectory, SharedSettings? shared, Action<ReplayedFact>? told = null) => shared is null
        ? JournalReader.Read(stateDirectory, told)
        : PostgresFleetDatabase.Read(shared.Connection, shared.Fleet, told);

    /// <summary>Reads it, unless a Magister is using it.</summary>
    public static JournalReading ReadUnused(string stateDirectory, SharedSettings? shared) => shared is null
        ? JournalReader.ReadUnused(stateDirectory)
        : PostgresFleetDatabase.ReadUnused(shared.Connection, shared.Fleet);
}
