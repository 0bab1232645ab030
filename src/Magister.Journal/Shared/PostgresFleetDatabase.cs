namespace Magister.Journal.Shared;

/// <summary>
/// A fleet in PostgreSQL, or in a database that speaks its protocol and supports plain statements. Except in an import, each change is one
/// statement: no lock is held while waiting for the network, so a Magister that vanishes in the middle of a call never keeps out the others.
/// </summary>
public sealed partial class PostgresFleetDatabase : IFleetDatabase
{
    private const string Encoding = "UTF8";

    private readonly PostgresSession session;
    private readonly string fleet;

    private PostgresFleetDatabase(PostgresAddress address, string fleet)
    {
        session = new PostgresSession(address);
        this.fleet = fleet;
        Place = address.Place;
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <summary>Connects, and creates the tables and the fleet if they are missing. Takes some seconds at most.</summary>
    /// <param name="connection"><c>postgres://user:password@host:port,host2/database?sslmode=…</c>, or Npgsql's own <c>Host=…;Database=…</c>.</param>
    /// <param name="fleet">The fleet's name: several may share a database.</param>
    public static FleetDatabaseOpening Open(string connection, string fleet)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(fleet);
        if (!PostgresAddress.TryRead(connection, out var address, out var problem)) return new FleetDatabaseOpening.Refused("that journal names", problem);
        var database = new PostgresFleetDatabase(address, fleet);
        var opening = database.Prepare();
        if (opening is not FleetDatabaseOpening.Opened) database.Dispose();
        return opening;
    }

    /// <returns>The problem with the text of a connection, without repeating any of it; null if there is none.</returns>
    public static string? Problem(string connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return PostgresAddress.TryRead(connection, out _, out var problem) ? null : problem;
    }

    /// <returns>The password in the text of a connection, so that it can be masked on its own too; null if there is none.</returns>
    public static string? PasswordIn(string connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return PostgresAddress.TryRead(connection, out var address, out _) ? address.Settings.Password : null;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    // What is confirmed must survive a power cut. A database that does not know these settings says nothing about them.
    private string? Warning()
    {
        var off = Read(
            "SELECT s.name FROM unnest($1) AS s (name) WHERE current_setting(s.name, true) = 'off'", row => row.GetString(0), (object)new[] { "fsync", "synchronous_commit" });
        return off.IsEmpty ? null : $"The database {Place} has {string.Join(" and ", off)} off: it can lose facts in a crash, and with them instances that cost money; turn it on";
    }

    private FleetDatabaseOpening Prepare()
    {
        try
        {
            // Any other would some day refuse a fact, because of a character that it lacks.
            var encoding = session.Call(connection => connection.PostgresParameters.GetValueOrDefault("server_encoding"));
            if (encoding is not Encoding) return new FleetDatabaseOpening.Refused(Place, $"its encoding is {encoding}: create one with ENCODING '{Encoding}'");
            var version = session.Call(connection => PostgresSchema.Prepare(connection, fleet));
            return version > PostgresSchema.Version ? new FleetDatabaseOpening.Newer(Place, version) : new FleetDatabaseOpening.Opened(this) { Warning = Warning() };
        }
        catch (FleetDatabaseException failure)
        {
            return failure.InnerException is { } cause && PostgresFailure.Passes(cause)
                ? new FleetDatabaseOpening.Unreachable(Place, failure.Message)
                : new FleetDatabaseOpening.Refused(Place, failure.Message);
        }
    }
}
