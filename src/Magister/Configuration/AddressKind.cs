using System.Net;

namespace Magister.Configuration;

/// <summary>Which addresses the rest of the world cannot reach.</summary>
internal static class AddressKind
{
    private static readonly (IPNetwork Network, string Kind)[] Closed =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"), (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"), (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"), (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"), (IPNetwork.Parse("172.16.0.0/12"), "private"), (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "private"), (IPNetwork.Parse("fc00::/7"), "private"),
    ];

    /// <summary>
    /// Why others cannot reach the address: <c>loopback</c>, <c>private</c>, <c>link-local</c> or <c>unspecified</c>; null for a public one.
    /// </summary>
    public static string? WhyClosed(IPAddress address)
    {
        var plain = Plain(address);
        return Closed.FirstOrDefault(range => range.Network.Contains(plain)).Kind;
    }

    /// <summary>The same for a host in an address, without resolving names: also null for a name other than localhost.</summary>
    public static string? WhyClosed(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return WhyClosed(address);
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? "loopback" : null;
    }

    /// <summary>The address, with an IPv4-mapped IPv6 address as IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
