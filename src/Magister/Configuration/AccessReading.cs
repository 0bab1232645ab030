using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Magister.Configuration;

/// <summary>Who may call what, and where.</summary>
internal static class AccessReading
{
    public static AccessSettings Read(SettingsReader reader, string? operatorToken, bool isSigned, int httpPort, string stateDirectory) => new()
    {
        Token = operatorToken is null ? null : new OperatorToken(operatorToken),
        TokensFile = TokensFile(reader, stateDirectory),
        Admin = Admin(reader, httpPort),
        DropAllowedFrom = Origins(reader, isSigned),
    };

    public static string? EndpointSecret(SettingsReader reader) =>
        SecretReading.ReadChosen(reader, SettingKeys.EndpointSecret, Fleet.Signing.EndpointSecret.MinLength);

    public static string? OperatorToken(SettingsReader reader) =>
        SecretReading.ReadChosen(reader, SettingKeys.OperatorToken, Configuration.OperatorToken.MinLength);

    /// <summary>Where named tokens are: next to the journal, unless another place is configured.</summary>
    public static TokensPath TokensFile(SettingsReader reader, string stateDirectory) => reader.Text(SettingKeys.TokensFile) is { } named
        ? new TokensPath(named, IsNamed: true)
        : new TokensPath(Path.Combine(stateDirectory, "tokens.json"), IsNamed: false);

    private static DropOrigins? Origins(SettingsReader reader, bool isSigned)
    {
        var key = SettingKeys.DropAllowedFrom;
        var given = reader.Texts(key);
        if (given.IsEmpty) return null;
        if (!isSigned) reader.Reject($"{key.Names}: without {SettingKeys.EndpointSecret.Names} drops are not signed, and this would protect little; set both");
        var host = (reader.Text(SettingKeys.HierophantIp) ?? "").Trim();
        var (networks, name) = (ImmutableArray.CreateBuilder<IPNetwork>(), (string?)null);
        foreach (var text in given.Select(text => text.Trim()))
        {
            var isHierophant = text.Equals("hierophant", StringComparison.OrdinalIgnoreCase);
            if (Network(isHierophant ? host : text) is { } network) networks.Add(network);
            else if (isHierophant) name = host;
            else reader.Reject(key, text, key.Path);
        }

        return new DropOrigins(networks.DrainToImmutable(), name);
    }

    // An IPv4-mapped IPv6 address is an IPv4 address, here as in requests.
    private static IPNetwork? Network(string text)
    {
        // Excludes other forms that .NET accepts, such as "10.1" for 10.0.0.1.
        var isWhole = text.Contains(':', StringComparison.Ordinal) || text.Count(character => character is '.') == 3;
        if (isWhole && IPAddress.TryParse(text, out var single))
        {
            var plain = AddressKind.Plain(single);
            return new IPNetwork(plain, plain.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
        }

        if (!IPNetwork.TryParse(text, out var network)) return null;
        return network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= 96 ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - 96) : network;
    }

    private static AdminAddress? Admin(SettingsReader reader, int httpPort)
    {
        var key = SettingKeys.AdminAddr;
        if (reader.Text(key)?.Trim() is not { } given) return null;
        var colon = given.LastIndexOf(':');
        var (host, port) = colon < 0 ? ("", 0) : (given[..colon], Port(given[(colon + 1)..]));
        if (colon < 0 || port == 0)
        {
            reader.Reject(key, given, key.Path, colon < 0 ? $"there is no colon before the port: write :{given} or 127.0.0.1:{given}" : "it has no port from 1 to 65535");
            return null;
        }

        if (port == httpPort)
        {
            reader.Reject(key, given, key.Path, "http_port has that port; what Contemplants reach and what operators reach must be two");
            return null;
        }

        if (host.Length == 0) return new AdminAddress(given, port, []);
        try
        {
            return new AdminAddress(given, port, [.. Addresses(host).Distinct()]);
        }
        catch (Exception unknown) when (unknown is SocketException or FormatException or ArgumentException)
        {
            reader.Reject(key, given, key.Path, $"the host cannot be found: {unknown.Message}");
            return null;
        }
    }

    private static IPAddress[] Addresses(string host)
    {
        if (host.StartsWith('[') && host.EndsWith(']')) return [IPAddress.TryParse(host, out var six) ? six : throw new FormatException("it is no IPv6 address")];
        if (IPAddress.TryParse(host, out var address) && address.AddressFamily is AddressFamily.InterNetwork) return [address];
        return Uri.CheckHostName(host) is UriHostNameType.Dns ? Dns.GetHostAddresses(host) : throw new FormatException("it is not a host name (an IPv6 address must be in brackets)");
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : 0;
}
