using System.Net;

namespace Magister.Vast.Sending;

/// <summary>How connections to Vast are made and kept.</summary>
internal static class Connections
{
    /// <summary>Answers above this are not read, whatever length they announce and however well they are compressed.</summary>
    public const int MaxAnswerBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromSeconds(30);

    public static SocketsHttpHandler NewHandler() => new()
    {
        // A redirect could carry the key to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectCallback = AddressRace.ConnectAsync,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Lifetime,

        // A connection that the other side has just given up breaks a rent in the middle, so idle ones are given up here first.
        PooledConnectionIdleTimeout = IdleLifetime,
    };
}
