using System.Security.Cryptography;
using Magister.Access.Tokens;

namespace Magister.Access;

/// <summary>
/// The key that signs sessions: random, and kept next to the journal, so that sessions survive a restart, and a copy of the tokens' file is
/// not enough to forge one.
/// </summary>
/// <param name="open">Called at the first login, or the first request with a session.</param>
internal sealed class SessionKey(Func<byte[]> open)
{
    public const string FileName = "session.key";

    private const int Length = 32;

    private readonly Lazy<byte[]> bytes = new(open);

    /// <summary>The key in that directory; created if there is none.</summary>
    public static SessionKey In(string directory, ILogger log) => new(() => ReadOrMake(directory, log));

    /// <summary>The signature of a session's text for that token: another token, even of the same name, gives another signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text, AccessToken token) => HMACSHA256.HashData(HMACSHA256.HashData(bytes.Value, token.Digest), text);

    private static byte[] ReadOrMake(string directory, ILogger log)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } kept) return kept;
            var made = RandomNumberGenerator.GetBytes(Length);
            OwnFile.Replace(path, file => file.Write(made));
            return made;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            AccessLog.SessionKeyNotKept(log, path, failure.Message);
            return RandomNumberGenerator.GetBytes(Length);
        }
    }
}
