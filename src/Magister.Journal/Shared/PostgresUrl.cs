using System.Globalization;
using Npgsql;

namespace Magister.Journal.Shared;

/// <summary>Reads <c>postgres://user:password@host:port,host2/database?sslmode=require</c>, the form PostgreSQL's own programs accept.</summary>
internal static class PostgresUrl
{
    private const string EncodeIt =
        "letters such as / ? # % @ : in a user or a password must be percent-encoded (% is %25, / is %2F)";

    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["channel_binding"] = "Channel Binding",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["gssencmode"] = "Gss Encryption Mode",
        ["host"] = "Host",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["password"] = "Password",
        ["port"] = "Port",
        ["require_auth"] = "Require Auth",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslnegotiation"] = "SSL Negotiation",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    public static bool Is(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="FormatException">It is malformed; the message says how, without repeating any of it.</exception>
    /// <exception cref="ArgumentException">A parameter or its value is unknown.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        var (rest, query) = Cut(text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..], '?');
        var (authority, database) = Cut(rest, '/');
        var at = authority.LastIndexOf('@');
        if (at >= 0) ReadUser(authority[..at], settings);
        ReadHosts(authority[(at + 1)..], settings);
        if (database.Length > 0) settings.Database = Decoded(database);
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries)) ReadParameter(parameter, settings);
        return settings;
    }

    private static void ReadUser(string text, NpgsqlConnectionStringBuilder settings)
    {
        var (user, password) = Cut(text, ':');
        if (user.Length > 0) settings.Username = Decoded(user);
        if (password.Length > 0) settings.Password = Decoded(password);
    }

    // A single host has its port beside it, several have theirs with their names, as Npgsql expects.
    private static void ReadHosts(string text, NpgsqlConnectionStringBuilder settings)
    {
        var hosts = text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadHost).ToArray();
        if (hosts is [var (host, port)])
        {
            settings.Host = host;
            if (port is { } own) settings.Port = own;
        }
        else if (hosts.Length > 1)
        {
            settings.Host = string.Join(',', hosts.Select(one => one.Port is { } own ? $"{one.Host}:{own}" : one.Host));
        }
    }

    private static (string Host, int? Port) ReadHost(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= text.LastIndexOf(']')) return (Decoded(text), null);
        return ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? (Decoded(text[..colon]), port)
            : throw new FormatException($"its port is not a number from 1 to 65535; {EncodeIt}");
    }

    private static void ReadParameter(string text, NpgsqlConnectionStringBuilder settings)
    {
        var (given, encoded) = Cut(text, '=');
        var name = Names.GetValueOrDefault(given) ?? throw new FormatException($"of the parameters after ? these are known: {string.Join(", ", Names.Keys)}");

        // verify-full is VerifyFull to Npgsql.
        settings[name] = given is "sslmode" ? Decoded(encoded).Replace("-", "", StringComparison.Ordinal) : Decoded(encoded);
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var index = text.IndexOf(at);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static string Decoded(string text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                throw new FormatException($"a % in it is not followed by two hexadecimal digits; {EncodeIt}");
            }
        }

        return Uri.UnescapeDataString(text);
    }
}
