namespace Magister.Journal.Storage;

/// <summary>Reads the contents of a journal's file.</summary>
internal static class JournalContent
{
    /// <summary>The maximum size in bytes: 1 GiB.</summary>
    public const int LargestFile = 1024 * 1024 * 1024;

    public static byte[] Read(IJournalFile file) => Read(file, 0, file.Length);

    /// <summary>Its contents from one offset to another.</summary>
    public static byte[] Read(IJournalFile file, long from, long to)
    {
        var content = new byte[to - from];
        var filled = 0;
        while (filled < content.Length)
        {
            var read = file.Read(content.AsSpan(filled), from + filled);
            if (read == 0) throw new EndOfStreamException("the file is shorter than what was written");
            filled += read;
        }

        return content;
    }
}
