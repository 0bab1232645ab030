using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Magister.Journal.Shared;

/// <summary>Describes failures of a PostgreSQL server and of the way to it.</summary>
internal static class PostgresFailure
{
    /// <summary>The exceptions that represent failures of the database and the network, as opposed to defects.</summary>
    public static bool Is(Exception exception) =>
        exception is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException or SocketException or AuthenticationException or CryptographicException;

    /// <summary>Whether it may go away by itself.</summary>
    public static bool Passes(Exception failure) => !Causes(failure).Any(IsCertificateFile) && Causes(failure).Any(cause => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled } => true,
        NpgsqlException { IsTransient: true } or TimeoutException or SocketException => true,
        _ => false,
    });

    /// <summary>Words to follow "cannot be used: ". Without a password.</summary>
    public static string Text(Exception failure)
    {
        foreach (var cause in Causes(failure))
        {
            switch (cause)
            {
                case PostgresException refusal: return Refusal(refusal);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }: return "its host is unknown here";
                case SocketException { NativeErrorCode: > 0 } network: return Marshal.GetPInvokeErrorMessage(network.NativeErrorCode);
                case TimeoutException: return "it does not answer in time";
                case AuthenticationException: return "its certificate is not accepted: the host's name, sslrootcert or sslmode does not fit it";
                case IOException or UnauthorizedAccessException when IsCertificateFile(cause): return $"a file with a certificate or a key: {Storage.IoFailure.Text(cause)}";
                case EndOfStreamException: return "it closed the connection";
                case IOException { InnerException: null } io: return Storage.IoFailure.Text(io);
            }
        }

        return failure.Message;
    }

    private static string Refusal(PostgresException refusal) => refusal.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword => "it does not accept the password: give the right one",
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{refusal.MessageText}: create that user, or have the server's pg_hba.conf let it in from here",
        PostgresErrorCodes.InvalidCatalogName => $"{refusal.MessageText}: create it (CREATE DATABASE … ENCODING 'UTF8')",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"{refusal.MessageText}: make the user the database's owner, or GRANT it USAGE and CREATE on the schema and ALL on the tables there",
        PostgresErrorCodes.InvalidSchemaName => $"{refusal.MessageText}: create a schema for the tables, and name it in search_path",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it takes no writes, as a replica does not: name the primary, or all hosts",
        PostgresErrorCodes.TooManyConnections => "it has too many connections already",
        PostgresErrorCodes.DiskFull => "its disk is full",
        _ => $"{refusal.MessageText} ({refusal.SqlState})",
    };

    private static bool IsCertificateFile(Exception cause) => cause is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException;

    // If several hosts were tried, what the first of them said stands for all.
    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
