using System.Net;

namespace Magister.Vast.Sending;

/// <summary>How connections are made and kept.</summary>
public static class Connections
{
    /// <summary>Larger answers are not read, whatever length they announce and however well they are compressed.</summary>
    public const int MaxAnswerBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromSeconds(30);

    /// <summary>A handler that follows no redirect, keeps no cookie and races the addresses of a name.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        // A redirect could carry a key, or a token in an address, to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectCallback = AddressRace.ConnectAsync,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Lifetime,

        // A connection that the other side has just closed breaks a rent midway, so idle ones are closed here first.
        PooledConnectionIdleTimeout = IdleLifetime,
    };
}
