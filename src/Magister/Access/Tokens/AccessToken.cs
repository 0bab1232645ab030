using System.Security.Cryptography;
using Magister.Configuration;

namespace Magister.Access.Tokens;

/// <summary>A token that grants access, known only by its digest.</summary>
internal sealed class AccessToken(string name, TokenRole role, byte[] digest)
{
    /// <summary>The name of the configuration's own token; no other may have it.</summary>
    public const string OperatorName = "operator";

    public string Name => name;

    public TokenRole Role => role;

    public ReadOnlySpan<byte> Digest => digest;

    public static byte[] DigestOf(string text) => OperatorToken.DigestOf(text);

    /// <summary>Whether it has that digest, compared in constant time.</summary>
    public bool Is(ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(digest, given);
}
