namespace Magister.Journal.Storage;

/// <summary>Reads what a journal's file holds.</summary>
internal static class JournalContent
{
    /// <summary>So many bytes at most: 1 GiB.</summary>
    public const int LargestFile = 1024 * 1024 * 1024;

    public static byte[] Of(IJournalFile file) => Of(file, 0, file.Length);

    /// <summary>What it holds from one place to another.</summary>
    public static byte[] Of(IJournalFile file, long from, long to)
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
