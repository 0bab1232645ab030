using System.Security.Cryptography;
using System.Text;

namespace Magister.Configuration;

/// <summary>The one secret of the configuration by which an operator is known.</summary>
internal sealed class OperatorToken(string text)
{
    public const int MinLength = 16;

    /// <summary>All that is kept of it.</summary>
    public byte[] Digest { get; } = DigestOf(text);

    /// <summary>What is kept of a token, or of another secret, to know it again.</summary>
    public static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Says what it is and not what is in it.</summary>
    public override string ToString() => nameof(OperatorToken);
}
