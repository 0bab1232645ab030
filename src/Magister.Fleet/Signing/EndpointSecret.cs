using System.Security.Cryptography;
using System.Text;

namespace Magister.Fleet.Signing;

/// <summary>
/// Signs the drop endpoints given to instances: HMAC-SHA-256 over the offer id. In hexadecimal digits, which never spell <c>drop</c>, so
/// that a Contemplant's rewriting leaves the signature intact.
/// </summary>
/// <param name="text">
/// The secret, at least <see cref="MinLength"/> random characters: every host of an instance sees one signature, and can try secrets on it.
/// </param>
public sealed class EndpointSecret(string text)
{
    public const int MinLength = 16;

    private readonly byte[] key = Encoding.UTF8.GetBytes(text);

    /// <summary>The signature over an offer id: 64 characters.</summary>
    public string SignatureOf(long offerId) => SignatureOf(offerId.ToString());

    /// <summary>The signature of an offer's pulses: one of its own, since Hierophant shows the other to anybody.</summary>
    public string PulseSignatureOf(long offerId) => SignatureOf($"pulse/{offerId}");

    /// <summary>Shows the type, but not the secret.</summary>
    public override string ToString() => nameof(EndpointSecret);

    private string SignatureOf(string signed) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)));
}
