using System.Security.Cryptography;
using System.Text;

namespace Magister.Access;

/// <summary>Who has logged in: random ids in memory, gone with the program.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>How many there are at most; one more ends the oldest.</summary>
    public const int Most = 256;

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock gate = new();

    // By the digest of their ids, so that looking one up tells nothing of another.
    private readonly Dictionary<string, Session> begun = new(StringComparer.Ordinal);

    /// <summary>Begins a session and gives its id.</summary>
    public string Begin()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Session? oldest = null;
        lock (gate)
        {
            foreach (var over in begun.Where(session => session.Value.Over.IsCancellationRequested).Select(session => session.Key).ToArray()) begun.Remove(over);
            if (begun.Count >= Most) begun.Remove(begun.MinBy(session => session.Value.Since).Key, out oldest);
            begun[DigestOf(id)] = new Session(time);
        }

        oldest?.Over.Cancel();
        return id;
    }

    /// <summary>Whether a session of this id lives.</summary>
    public bool Has(string id) => EndOf(id) is { IsCancellationRequested: false };

    /// <summary>Cancelled when the session of this id ends; null where there is none.</summary>
    public CancellationToken? EndOf(string id)
    {
        lock (gate) return begun.GetValueOrDefault(DigestOf(id))?.Over.Token;
    }

    public void End(string id)
    {
        Session? ended;
        lock (gate) begun.Remove(DigestOf(id), out ended);
        ended?.Over.Cancel();
    }

    private static string DigestOf(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private sealed class Session(TimeProvider time)
    {
        public long Since { get; } = time.GetTimestamp();

        public CancellationTokenSource Over { get; } = new(Lifetime, time);
    }
}
