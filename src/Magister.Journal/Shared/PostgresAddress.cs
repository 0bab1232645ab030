using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Magister.Journal.Shared;

/// <summary>A PostgreSQL server and how to connect to it, from <c>postgres://user:password@host/database</c> or <c>Host=…;Database=…</c>.</summary>
internal sealed class PostgresAddress
{
    private const int DefaultPort = 5432;

    // Seconds: that a database hangs is an answer, too. A call ends after both together at the latest, for each of several hosts.
    private const int ConnectLimit = 3;
    private const int CommandLimit = 5;

    // A command that takes too long is cancelled over a connection of its own, and nobody waits for the result.
    private const int CancellationLimit = -1;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
    {
        Settings = settings;
        var hosts = settings.Host!.Split(',').Select(host => host.StartsWith('/') || host.LastIndexOf(':') > host.LastIndexOf(']') ? host : $"{host}:{settings.Port}");
        Place = $"postgres://{string.Join(',', hosts)}/{settings.Database}";
    }

    public NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>For people: without user and password.</summary>
    public string Place { get; }

    /// <summary>Reads an address. A problem is described without repeating any of it, since it contains a password.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        try
        {
            var settings = PostgresUrl.Is(text) ? PostgresUrl.Read(text)
                : text.Contains('=', StringComparison.Ordinal) ? new NpgsqlConnectionStringBuilder(text)
                : throw new FormatException("it does not begin with postgres://");
            problem = Lack(settings);
            if (problem is not null) return false;
            address = new PostgresAddress(Limited(settings));
            address.Source().Dispose();
            return true;
        }
        catch (FormatException malformed)
        {
            problem = malformed.Message;
        }
        catch (Exception unfit) when (unfit is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            problem = "a name or a value in it is unknown, or does not go with the others";
        }

        address = null;
        return false;
    }

    /// <summary>Opens connections. The caller must dispose of it.</summary>
    public NpgsqlDataSource Source()
    {
        var builder = new NpgsqlSlimDataSourceBuilder(Settings.ConnectionString);
        builder.EnableArrays().EnableTransportSecurity();

        // The types in use have the same OIDs everywhere.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    private static string? Lack(NpgsqlConnectionStringBuilder settings) =>
        string.IsNullOrEmpty(settings.Host) ? "it names no host"
        : string.IsNullOrEmpty(settings.Database) ? "it names no database"
        : null;

    private static NpgsqlConnectionStringBuilder Limited(NpgsqlConnectionStringBuilder settings)
    {
        settings.Pooling = false;
        settings.Enlist = false;
        settings.Timeout = ConnectLimit;
        settings.CommandTimeout = CommandLimit;
        settings.CancellationTimeout = CancellationLimit;
        settings.IncludeErrorDetail = false;
        settings.ApplicationName ??= "magister";
        if (settings.Port == 0) settings.Port = DefaultPort;
        if (!settings.ContainsKey("Gss Encryption Mode")) settings.GssEncryptionMode = GssEncryptionMode.Disable;

        // Of several hosts use the one that accepts writes, determined each time: after a failover it is another.
        settings.HostRecheckSeconds = 0;
        if (settings.Host!.Contains(',')) settings.TargetSessionAttributes ??= "read-write";
        return settings;
    }
}
