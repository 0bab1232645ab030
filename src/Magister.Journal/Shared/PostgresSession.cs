using Npgsql;

namespace Magister.Journal.Shared;

/// <summary>One connection, opened when needed and closed after any failure, so that the next call begins with a fresh one.</summary>
internal sealed class PostgresSession(PostgresAddress address) : IDisposable
{
    private readonly NpgsqlDataSource source = address.Source();
    private NpgsqlConnection? connection;

    /// <exception cref="FleetDatabaseException">It is unknown whether the call was carried out.</exception>
    public T Call<T>(Func<NpgsqlConnection, T> call)
    {
        var isDone = false;
        try
        {
            connection ??= source.OpenConnection();
            var result = call(connection);
            isDone = true;
            return result;
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw new FleetDatabaseException(PostgresFailure.Text(failure), failure);
        }
        finally
        {
            if (!isDone) Close();
        }
    }

    public void Dispose()
    {
        Close();
        source.Dispose();
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }
}
