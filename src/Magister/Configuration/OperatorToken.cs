using System.Security.Cryptography;
using System.Text;

namespace Magister.Configuration;

/// <summary>The secret by which an operator is known.</summary>
internal sealed class OperatorToken(string text)
{
    public const int MinLength = 16;

    private readonly byte[] digest = DigestOf(text);

    /// <summary>Whether it is the same, in a time that tells nothing of how much of it is.</summary>
    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(digest, DigestOf(given));

    /// <summary>Says what it is and not what is in it.</summary>
    public override string ToString() => nameof(OperatorToken);

    private static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
