using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Magister.Endpoints.Answers;

/// <summary>
/// An answer as bytes, made once and sent to everyone who requests the same: plain, and compressed from the first time that a client wants
/// it so.
/// </summary>
internal sealed class StoredAnswer
{
    private readonly Lazy<Representation> gzip;
    private readonly Lazy<Representation> brotli;

    public StoredAnswer(byte[] content)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        Plain = new Representation(content, StringValues.Empty, $"\"{tag}\"");
        gzip = new Lazy<Representation>(() => new Representation(Compression.Gzip(content), "gzip", $"\"{tag}-gzip\""));
        brotli = new Lazy<Representation>(() => new Representation(Compression.Brotli(content), "br", $"\"{tag}-br\""));
    }

    public Representation Plain { get; }

    public Representation Gzip => gzip.Value;

    public Representation Brotli => brotli.Value;
}

/// <summary>One form of an answer.</summary>
/// <param name="Encoding">Its name in <c>Content-Encoding</c>; empty for the plain form.</param>
/// <param name="Tag">Changes only with the content: a restart that changes no answer changes no tag.</param>
internal sealed record Representation(byte[] Content, StringValues Encoding, string Tag);
