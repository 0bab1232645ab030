using System.Net;

namespace Magister.Vast.Calls;

/// <summary>How connections to Vast are made and kept.</summary>
internal static class Connections
{
    /// <summary>Answers above this are not read, whatever length they announce and however well they are compressed.</summary>
    public const int AnswerBytesMost = 64 * 1024 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromSeconds(30);
    private static readonly HttpRequestOptionsKey<Action> OnLeaving = new("magister.leaving");

    /// <summary>Asks to be told when a connection has been opened for this request, which leaves only then.</summary>
    public static void TellWhenConnected(HttpRequestMessage request, Action leaving) => request.Options.Set(OnLeaving, leaving);

    public static SocketsHttpHandler NewHandler() => new()
    {
        // A redirect could carry the key to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Lifetime,

        // A connection that the other side has just given up breaks a rent in the middle, so idle ones are given up here first.
        PooledConnectionIdleTimeout = IdleLifetime,
        PlaintextStreamFilter = (context, _) =>
        {
            if (context.InitialRequestMessage.Options.TryGetValue(OnLeaving, out var leaving))
            {
                leaving();
            }

            return ValueTask.FromResult(context.PlaintextStream);
        },
    };
}
