using System.IO.Compression;

namespace Magister.Endpoints.Answers;

/// <summary>Compresses answers for clients that ask for it.</summary>
internal static class Compression
{
    // Fast rather than small: an answer changes with every fact of a large fleet. It still shrinks to a tenth of its length.
    private const CompressionLevel Level = CompressionLevel.Fastest;

    public static byte[] Gzip(byte[] content) => Through(content, into => new GZipStream(into, Level, leaveOpen: true));

    public static byte[] Brotli(byte[] content) => Through(content, into => new BrotliStream(into, Level, leaveOpen: true));

    private static byte[] Through(byte[] content, Func<Stream, Stream> compressing)
    {
        using var compressed = new MemoryStream(content.Length / 8);
        using (var stream = compressing(compressed)) stream.Write(content);
        return compressed.ToArray();
    }
}
