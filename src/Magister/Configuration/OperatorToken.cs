using System.Security.Cryptography;
using System.Text;

namespace Magister.Configuration;

/// <summary>The configuration's secret that identifies an operator.</summary>
internal sealed class OperatorToken(string text)
{
    public const int MinLength = 16;

    /// <summary>All that is kept of it.</summary>
    public byte[] Digest { get; } = DigestOf(text);

    /// <summary>What is kept of a token, or of another secret, to recognise it.</summary>
    public static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>The type's name, without its content.</summary>
    public override string ToString() => nameof(OperatorToken);
}
