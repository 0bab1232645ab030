using System.Security.Cryptography;
using Magister.Configuration;

namespace Magister.Access.Tokens;

/// <summary>A token that lets somebody in, known by its digest alone.</summary>
internal sealed class AccessToken(string name, TokenRole role, byte[] digest)
{
    /// <summary>What the configuration's own token is called; no other may have the name.</summary>
    public const string OperatorName = "operator";

    public string Name => name;

    public TokenRole Role => role;

    public ReadOnlySpan<byte> Digest => digest;

    public static byte[] DigestOf(string text) => OperatorToken.DigestOf(text);

    /// <summary>Whether it is the token of that digest, in a time that tells nothing of how much of it is.</summary>
    public bool Is(ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(digest, given);
}
