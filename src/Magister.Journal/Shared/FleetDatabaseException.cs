namespace Magister.Journal.Shared;

/// <summary>The database did not do what it was asked to, or did not say that it did.</summary>
public sealed class FleetDatabaseException : Exception
{
    public FleetDatabaseException()
    {
    }

    /// <param name="message">The cause, in words, to follow "the database … cannot be used: ".</param>
    public FleetDatabaseException(string message)
        : base(message)
    {
    }

    public FleetDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
