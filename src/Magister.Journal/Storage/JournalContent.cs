namespace Magister.Journal.Storage;

/// <summary>Reads a journal's file whole.</summary>
internal static class JournalContent
{
    /// <summary>So many bytes at most: 1 GiB.</summary>
    public const int LargestFile = 1024 * 1024 * 1024;

    public static byte[] Of(IJournalFile file)
    {
        var content = new byte[file.Length];
        var filled = 0;
        while (filled < content.Length)
        {
            var read = file.Read(content.AsSpan(filled), filled);
            if (read == 0) throw new EndOfStreamException();
            filled += read;
        }

        return content;
    }
}
