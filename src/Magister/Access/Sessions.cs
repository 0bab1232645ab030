using System.Security.Cryptography;
using System.Text;
using Magister.Access.Tokens;

namespace Magister.Access;

/// <summary>
/// The logged-in sessions. A session is its signed cookie: nothing else is stored, so that it survives a restart, and none is valid
/// once its token is not. Those that were ended before their time are remembered while this program runs.
/// </summary>
internal sealed class Sessions(TokenBook tokens, SessionKey key, OngoingVisits visits, TimeProvider time)
{
    /// <summary>How many ended sessions are remembered at most; one more makes it forget the one that would expire first.</summary>
    public const int MaxEnded = 4096;

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int NonceBytes = 16;
    private const int MaxLength = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> ended = new(StringComparer.Ordinal);

    /// <summary>Begins a session and returns the text of its cookie.</summary>
    public string Begin(AccessToken token)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var said = $"{token.Name}~{(time.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}~{nonce}";
        return $"{said}~{Convert.ToHexStringLower(key.Sign(Encoding.UTF8.GetBytes(said), token))}";
    }

    /// <summary>The session of a cookie; null if there is none, or none any more.</summary>
    public Session? Find(string cookie)
    {
        if (cookie.Length > MaxLength || cookie.Split('~') is not [var name, var until, var nonce, var signature]) return null;
        if (tokens.Named(name) is not { } token || !IsSigned(cookie[..^(signature.Length + 1)], signature, token)) return null;
        var session = new Session(token, DateTimeOffset.FromUnixTimeSeconds(long.Parse(until)), nonce);
        return session.Until > time.GetUtcNow() && !IsEnded(session) ? session : null;
    }

    public void End(Session session)
    {
        lock (gate)
        {
            foreach (var over in ended.Where(one => one.Value <= time.GetUtcNow()).Select(one => one.Key).ToArray()) ended.Remove(over);
            if (ended.Count >= MaxEnded) ended.Remove(ended.MinBy(one => one.Value).Key);
            ended[session.Nonce] = session.Until;
        }

        visits.End(session);
    }

    private bool IsEnded(Session session)
    {
        lock (gate) return ended.ContainsKey(session.Nonce);
    }

    private bool IsSigned(string said, string signature, AccessToken token)
    {
        var expected = Convert.ToHexStringLower(key.Sign(Encoding.UTF8.GetBytes(said), token));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}

/// <summary>A logged-in session.</summary>
/// <param name="Token">The token it was begun with.</param>
/// <param name="Until">When it expires.</param>
/// <param name="Nonce">Random, so that one session can be ended and no other.</param>
internal sealed record Session(AccessToken Token, DateTimeOffset Until, string Nonce);
