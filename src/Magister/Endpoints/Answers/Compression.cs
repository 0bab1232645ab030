using System.IO.Compression;

namespace Magister.Endpoints.Answers;

/// <summary>Makes answers smaller for those who ask for it.</summary>
internal static class Compression
{
    // Quick rather than small: an answer changes with every fact of a large fleet. A tenth of the length is reached all the same.
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
