using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Magister.Configuration;

namespace Magister.Cli.Checks;

/// <summary>
/// Warns about a host name for this Magister that resolves to an address only neighbours can reach, as reading the configuration does for an
/// address.
/// </summary>
/// <param name="resolve">Resolves a name to its addresses.</param>
internal sealed class NameChecks(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async Task<ImmutableArray<string>> WarnAsync(string magister, Uri vast, CancellationToken cancellation)
    {
        var host = new Uri(magister).IdnHost;
        if (IPAddress.TryParse(host, out _) || AddressKind.WhyClosed(host) is not null) return [];
        if (await ClosedAsync(host, cancellation) is not { Length: > 0 } closed || AddressKind.WhyClosed(vast.Host) is not null) return [];
        if (await ClosedAsync(vast.IdnHost, cancellation) is { Length: > 0 }) return [];
        return
        [
            $"{SettingKeys.ThisMagisterAddr.Names}: {host} resolves here to {closed}, which instances at Vast cannot reach: if they resolve it the same way, none will verify; "
            + "set an address at which this machine is reachable from the internet",
        ];
    }

    // A name without an address is reported where the address is tried.
    private async Task<string> ClosedAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return string.Join(", ", (await resolve(host, cancellation)).Select(address => (address, Kind: AddressKind.WhyClosed(address))).Where(one => one.Kind is not null).Select(one => $"{one.address} ({one.Kind})"));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
