using Magister.Postgres;
using Magister.Torture.Journal;
using Npgsql;

namespace Magister.Torture.Pairs;

/// <summary>Follows the facts of a shared fleet while they are written, read as anyone could read them.</summary>
internal sealed class DatabaseTail(PostgresServer server)
{
    private readonly SortedDictionary<long, JournalFact> facts = [];

    /// <summary>Every fact so far. Lines that a compaction rewrote are left out: they contain nothing new.</summary>
    public IReadOnlyCollection<JournalFact> Facts
    {
        get
        {
            lock (facts) return [.. facts.Values];
        }
    }

    /// <summary>Reads on; nothing while the database is away.</summary>
    public void Read()
    {
        try
        {
            using var connection = server.Connect();
            using var command = new NpgsqlCommand("SELECT line FROM magister_fact WHERE sequence > $1 ORDER BY sequence", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = Newest() });
            using var rows = command.ExecuteReader();
            while (rows.Read()) Take(rows.GetString(0));
        }
        catch (NpgsqlException)
        {
            // Reading continues when the database is back.
        }
    }

    private long Newest()
    {
        lock (facts) return facts.Count == 0 ? 0 : facts.Keys.Last();
    }

    private void Take(string line)
    {
        if (JournalFact.Parse(line) is not { } fact || fact.Kind.EndsWith("Kept", StringComparison.Ordinal)) return;
        lock (facts) facts[fact.Sequence] = fact;
    }
}
