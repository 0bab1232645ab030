using System.Text;

namespace Magister.Torture.Journal;

/// <summary>
/// Follows a journal while it is written, through kills, torn ends and compactions. It holds the file open, so that a file that a compaction
/// replaces can still be read to its end.
/// </summary>
internal sealed class JournalTail(string path) : IDisposable
{
    private readonly SortedDictionary<long, JournalFact> facts = [];
    private FileStream? file;
    private string header = "";
    private long readTo;

    /// <summary>Every fact so far. Lines that a compaction rewrote are left out: they contain nothing new.</summary>
    public IReadOnlyCollection<JournalFact> Facts => facts.Values;

    /// <summary>Reads on.</summary>
    /// <returns>The new facts.</returns>
    public IReadOnlyList<JournalFact> Read()
    {
        var found = new List<JournalFact>();
        if (file is not null) ReadOn(found);
        if (!File.Exists(path) || Header() is not { } now || now == header) return found;
        file?.Dispose();
        (file, header, readTo) = (Open(), now, 0);
        ReadOn(found);
        return found;
    }

    public void Dispose() => file?.Dispose();

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private string? Header()
    {
        using var reader = new StreamReader(Open());
        return reader.ReadLine();
    }

    // Only complete lines: a line cut short by a kill is truncated at the next start and overwritten.
    private void ReadOn(List<JournalFact> found)
    {
        var bytes = new byte[Math.Max(0, file!.Length - readTo)];
        file.Position = readTo;
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var whole = Array.LastIndexOf(bytes, (byte)'\n', Math.Max(0, length - 1)) + 1;
        readTo += whole;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (JournalFact.Parse(line) is not { } fact || fact.Kind.EndsWith("Kept", StringComparison.Ordinal)) continue;
            if (!facts.ContainsKey(fact.Sequence)) found.Add(fact);
            facts[fact.Sequence] = fact;
        }
    }
}
