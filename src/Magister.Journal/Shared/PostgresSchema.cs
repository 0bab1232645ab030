using Npgsql;

namespace Magister.Journal.Shared;

/// <summary>The tables of all fleets in one database, created by the first Magister that uses it.</summary>
/// <remarks>
/// A fact names the snapshot that it belongs to or follows, and counts only while that is the fleet's. So one statement puts a snapshot in
/// place, and the facts that it stands for can be deleted at any time afterwards.
/// </remarks>
internal static class PostgresSchema
{
    /// <summary>The only one so far. A later one will continue from here, with the steps that lead from each to the next.</summary>
    public const int Version = 1;

    private const int MaxTries = 10;

    private static readonly string[] Statements =
    [
        "CREATE TABLE IF NOT EXISTS magister_schema (version integer PRIMARY KEY)",
        """
        CREATE TABLE IF NOT EXISTS magister_fleet (
            fleet text PRIMARY KEY, epoch bigint NOT NULL DEFAULT 0, leader text, leader_address text, leader_sequence bigint,
            led_since timestamptz, lease_until timestamptz, last_sequence bigint NOT NULL DEFAULT 0, snapshot_sequence bigint NOT NULL DEFAULT 0,
            header text, configuration text)
        """,
        """
        CREATE TABLE IF NOT EXISTS magister_fact (
            fleet text NOT NULL, snapshot bigint NOT NULL, sequence bigint NOT NULL, line text NOT NULL, PRIMARY KEY (fleet, snapshot, sequence))
        """,
        """
        CREATE TABLE IF NOT EXISTS magister_word (
            fleet text NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, word text NOT NULL, answer text, answered_at timestamptz, PRIMARY KEY (fleet, id))
        """,
        "CREATE INDEX IF NOT EXISTS magister_word_open ON magister_word (fleet, id) WHERE answer IS NULL",
        """
        CREATE TABLE IF NOT EXISTS magister_member (
            fleet text NOT NULL, name text NOT NULL, address text NOT NULL, sequence bigint NOT NULL, seen timestamptz NOT NULL, PRIMARY KEY (fleet, name))
        """,
        "INSERT INTO magister_schema (version) VALUES (1) ON CONFLICT DO NOTHING",
    ];

    /// <summary>Creates what is missing.</summary>
    /// <returns>The version that is there now.</returns>
    public static int Prepare(NpgsqlConnection connection, string fleet)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (Read(connection) is not { } version) Create(connection);
                else if (version > Version) return version;
                else break;
            }
            catch (PostgresException race) when (IsRace(race) && tries < MaxTries)
            {
                // Somebody else is creating them right now.
            }
        }

        Execute(connection, "INSERT INTO magister_fleet (fleet) VALUES ($1) ON CONFLICT DO NOTHING", fleet);

        // Each process has a different name: those long gone are forgotten here.
        Execute(connection, "DELETE FROM magister_member WHERE fleet = $1 AND seen < now() - interval '1 day'", fleet);
        return Version;
    }

    private static int? Read(NpgsqlConnection connection)
    {
        try
        {
            using var reading = new NpgsqlCommand("SELECT max(version) FROM magister_schema", connection);
            return reading.ExecuteScalar() as int?;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static void Create(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var statement in Statements) Execute(connection, statement);
        transaction.Commit();
    }

    private static void Execute(NpgsqlConnection connection, string statement, params ReadOnlySpan<object> parameters)
    {
        using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }

    // IF NOT EXISTS looks before it creates, and if two look at the same moment, both create: one of them is refused, in one of these ways.
    private static bool IsRace(PostgresException refusal) => refusal.SqlState is
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject
        or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
