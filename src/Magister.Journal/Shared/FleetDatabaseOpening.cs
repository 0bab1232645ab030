namespace Magister.Journal.Shared;

/// <summary>How opening a fleet's database ended: one of a closed family. All but <see cref="Opened"/> leave nothing open.</summary>
public abstract record FleetDatabaseOpening
{
    private FleetDatabaseOpening()
    {
    }

    /// <summary>One line for a user: what, where and, if something is wrong, what to do. Without user and password.</summary>
    public abstract string Message { get; }

    /// <summary>It can be read and written.</summary>
    /// <param name="Database">The caller must dispose of it.</param>
    public sealed record Opened(PostgresFleetDatabase Database) : FleetDatabaseOpening
    {
        public override string Message => $"The database {Database.Place} is open.";

        /// <summary>One line about settings with which it can lose facts that it has confirmed; null if there are none.</summary>
        public string? Warning { get; init; }
    }

    /// <summary>It does not answer, or not yet: a later attempt may succeed.</summary>
    public sealed record Unreachable(string Place, string Reason) : FleetDatabaseOpening
    {
        public override string Message => $"The database {Place} cannot be reached: {Reason}.";
    }

    /// <summary>A newer Magister has changed its tables.</summary>
    public sealed record Newer(string Place, int Version) : FleetDatabaseOpening
    {
        public override string Message =>
            $"The tables in the database {Place} have version {Version}, and this Magister knows only version {PostgresSchema.Version}. Run the newer Magister that changed them.";
    }

    /// <summary>It will not accept this Magister until somebody does something about it.</summary>
    public sealed record Refused(string Place, string Reason) : FleetDatabaseOpening
    {
        public override string Message => $"The database {Place} cannot be used: {Reason}.";
    }
}
