using Magister.Journal.Lines;
using Npgsql;

namespace Magister.Journal.Shared;

// Moves a whole journal out of the database and into it.
public sealed partial class PostgresFleetDatabase
{
    // Seconds. Nobody is waiting meanwhile, and it may be a year of facts.
    private const int ImportLimit = 300;

    private const string SettingsOfIt = "journal and fleet (JOURNAL, FLEET)";

    /// <summary>Reads a fleet's journal while others may be using it: creates nothing, changes nothing.</summary>
    /// <inheritdoc cref="JournalReader.ReadFile" path="/param[@name='told']"/>
    /// <inheritdoc cref="Open" path="/param"/>
    public static JournalReading Read(string connection, string fleet, Action<ReplayedFact>? told = null) => Read(connection, fleet, told, unused: false);

    /// <summary>Reads it, unless somebody leads the fleet just now.</summary>
    /// <inheritdoc cref="Open" path="/param"/>
    public static JournalReading ReadUnused(string connection, string fleet) => Read(connection, fleet, told: null, unused: true);

    /// <summary>Who leads and what to do about that, in one line for a user; null if nobody does.</summary>
    public string? InUse(FleetLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look.LeaseLeft == TimeSpan.Zero ? null : $"{look.Leader?.Name} leads the fleet {fleet} in {Place}. Stop every Magister of this fleet; a lease that was not given back ends in {Math.Ceiling(look.LeaseLeft.TotalSeconds)} s.";
    }

    /// <summary>Replaces the fleet's journal, if nobody leads and it is still as it was seen. The current lead, if any, is over.</summary>
    /// <returns>False if it is not as it was seen: nothing was changed.</returns>
    /// <exception cref="FleetDatabaseException">It is unknown whether it was done.</exception>
    public bool Import(JournalReading.Done journal, FleetLook seen)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(seen);
        var lines = LineWriter.TextsOf(journal.Content.Span);
        var header = LineReader.Header(System.Text.Encoding.UTF8.GetBytes(lines[0])).Header!;
        var (last, snapshot) = (journal.State.LastSequence, header.Sequence + header.Kept);
        return session.Call(connection =>
        {
            using var transaction = connection.BeginTransaction();
            using var begin = Command(
                """
                UPDATE magister_fleet SET epoch = epoch + 1, lease_until = NULL, last_sequence = $4, snapshot_sequence = $5, header = $6, configuration = NULL
                WHERE fleet = $1 AND epoch = $2 AND last_sequence = $3 AND (lease_until IS NULL OR lease_until <= now())
                """,
                [fleet, seen.Epoch, seen.LastSequence, last, snapshot, lines[0]]);
            using var clear = Command("DELETE FROM magister_fact WHERE fleet = $1", [fleet]);
            using var fill = Command(
                """
                INSERT INTO magister_fact (fleet, snapshot, sequence, line)
                SELECT $1, $2, $3 - $4 + l.n, l.line FROM unnest($5) WITH ORDINALITY AS l (line, n)
                """,
                [fleet, snapshot, last, (long)lines.Length - 1, lines[1..]]);
            foreach (var command in new[] { begin, clear, fill })
            {
                (command.Connection, command.CommandTimeout) = (connection, ImportLimit);
                if (command.ExecuteNonQuery() == 0 && command == begin) return false;
            }

            transaction.Commit();
            return true;
        });
    }

    private static JournalReading Read(string connection, string fleet, Action<ReplayedFact>? told, bool unused)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(fleet);
        if (!PostgresAddress.TryRead(connection, out var address, out var problem)) return new JournalReading.Away("the database that journal names", problem);
        using var database = new PostgresFleetDatabase(address, fleet);
        var place = $"{database.Place}, fleet {fleet}";
        try
        {
            var look = database.Look(-1);
            if (unused && database.InUse(look) is { } words) return new JournalReading.InUse(words);
            return look.LastSequence == 0 ? new JournalReading.Missing(place, SettingsOfIt) : JournalReader.Read(place, SharedFacts.Content(look), told);
        }
        catch (FleetDatabaseException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } or null)
        {
            return new JournalReading.Missing(place, SettingsOfIt);
        }
        catch (FleetDatabaseException failure)
        {
            return new JournalReading.Away(place, failure.Message);
        }
    }
}
