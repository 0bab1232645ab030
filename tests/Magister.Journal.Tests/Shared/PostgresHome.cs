using Magister.Journal.Shared;
using Magister.Postgres;
using Npgsql;

namespace Magister.Journal.Tests.Shared;

/// <summary>A separate fleet in the PostgreSQL that all tests share.</summary>
internal sealed class PostgresHome : FleetHome
{
    public string Fleet { get; } = PostgresServer.FreshName();

    public static PostgresFleetDatabase Open(string address, string fleet) => PostgresFleetDatabase.Open(address, fleet) switch
    {
        FleetDatabaseOpening.Opened opened => opened.Database,
        var other => throw new InvalidOperationException(other.Message),
    };

    public override void Pass(TimeSpan time)
    {
        using var connection = PostgresServer.Shared.Connect();
        using var batch = new NpgsqlBatch(connection);
        foreach (var (table, column) in new[] { ("magister_fleet", "lease_until"), ("magister_word", "answered_at"), ("magister_member", "seen") })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"UPDATE {table} SET {column} = {column} - $1 WHERE fleet = $2")
            {
                Parameters = { new NpgsqlParameter { Value = time }, new NpgsqlParameter { Value = Fleet } },
            });
        }

        batch.ExecuteNonQuery();
    }

    /// <summary>Cuts all its connections on the server's side.</summary>
    public void Cut() => PostgresServer.Shared.Execute($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{Fleet}'");

    /// <summary>Waits until a call is blocked by another's lock.</summary>
    public async Task AwaitLockAsync()
    {
        while (PostgresServer.Shared.Execute($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{Fleet}' AND wait_event_type = 'Lock'") is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Prevents others from changing the fleet's row until disposal.</summary>
    public NpgsqlConnection Hold()
    {
        var connection = PostgresServer.Shared.Connect();
        connection.BeginTransaction();
        using var command = new NpgsqlCommand($"SELECT 1 FROM magister_fleet WHERE fleet = '{Fleet}' FOR UPDATE", connection);
        command.ExecuteScalar();
        return connection;
    }

    protected override IFleetDatabase Open() => Open($"{PostgresServer.Shared.Address()}?application_name={Fleet}", Fleet);
}
