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
    private readonly Dictionary<string, long> begun = new(StringComparer.Ordinal);

    /// <summary>Begins a session and gives its id.</summary>
    public string Begin()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (gate)
        {
            foreach (var over in begun.Where(session => IsOver(session.Value)).Select(session => session.Key).ToArray()) begun.Remove(over);
            if (begun.Count >= Most) begun.Remove(begun.MinBy(session => session.Value).Key);
            begun[DigestOf(id)] = time.GetTimestamp();
        }

        return id;
    }

    /// <summary>Whether a session of this id lives.</summary>
    public bool Has(string id)
    {
        lock (gate) return begun.TryGetValue(DigestOf(id), out var since) && !IsOver(since);
    }

    public void End(string id)
    {
        lock (gate) begun.Remove(DigestOf(id));
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= Lifetime;

    private static string DigestOf(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
