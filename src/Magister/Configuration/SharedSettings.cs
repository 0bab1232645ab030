using Magister.Journal.Shared;

namespace Magister.Configuration;

/// <summary>A fleet that several Magisters share.</summary>
/// <param name="Connection">The address of its database, including user and password: a secret.</param>
/// <param name="Fleet">The fleet's name in it.</param>
/// <param name="Lease">How long a leader stays leader without renewing, 2 s to 300 s.</param>
internal sealed record SharedSettings(string Connection, string Fleet, TimeSpan Lease)
{
    private const int MaxName = 64;

    /// <summary>Null if the journal is in the state directory.</summary>
    public static SharedSettings? Read(SettingsReader reader, string? connection)
    {
        var (fleet, lease) = (reader.Text(SettingKeys.Fleet) ?? "", reader.Seconds(SettingKeys.LeaderLease));
        if (fleet.Length > MaxName || !fleet.All(IsOfName)) reader.Reject(SettingKeys.Fleet, fleet, SettingKeys.Fleet.Path);
        return connection is null ? null : new SharedSettings(connection, fleet, lease);
    }

    /// <summary>Reads the database's address; null if it is not set.</summary>
    public static string? ReadConnection(SettingsReader reader)
    {
        var connection = SecretReading.Read(reader, SettingKeys.Journal);
        if (connection is not null && PostgresFleetDatabase.Problem(connection) is { } problem) reader.Reject(SettingKeys.Journal, connection, SettingKeys.Journal.Path, problem);
        return connection;
    }

    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
