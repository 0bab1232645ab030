using System.Net;

namespace Magister.Vast.Sending;

/// <summary>Names the proxy in between, so that its failures are not taken for the other side's.</summary>
public static class ProxyInUse
{
    /// <summary>Words to append to what failed: <c> through the proxy host:port</c>, never with its password; empty if there is none.</summary>
    public static string Text(Uri address) => Text(address, HttpClient.DefaultProxy);

    internal static string Text(Uri address, IWebProxy proxies)
    {
        ArgumentNullException.ThrowIfNull(address);
        return !proxies.IsBypassed(address) && proxies.GetProxy(address) is { } proxy && proxy != address ? $" through the proxy {proxy.Host}:{proxy.Port}" : "";
    }
}
