using Magister.Journal.Lines;
using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>
/// Reads the journal of a state directory while another program may be writing it: takes no lock, and repairs, creates and writes nothing.
/// </summary>
public static class JournalReader
{
    // A writer that repairs a failed append may be caught halfway, but not twice.
    private const int MaxTries = 2;

    /// <summary>Reads it.</summary>
    /// <param name="directory">The state directory.</param>
    /// <inheritdoc cref="ReadFile" path="/param[@name='told']"/>
    public static JournalReading Read(string directory, Action<ReplayedFact>? told = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return ReadFile(Path.Combine(directory, FactJournal.FileName), told);
    }

    /// <summary>Reads it, unless a Magister is using the directory.</summary>
    public static JournalReading ReadUnused(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var before = Read(directory);
        if (before is not JournalReading.Done) return before;
        try
        {
            using var storage = new DiskStorage(directory);
            return storage.TryLock() ? Read(directory) : new JournalReading.InUse(new JournalOpening.Locked(storage.Directory).Message);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            return new JournalReading.Unreadable(directory, IoFailure.Text(failure));
        }
    }

    /// <summary>Reads a file with a journal, whatever its name.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="told">Receives every fact in order once the whole file has proved sound; null if only the fold is needed.</param>
    public static JournalReading ReadFile(string file, Action<ReplayedFact>? told = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var path = Path.GetFullPath(file);
        try
        {
            return Read(path, told, tries: 1);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JournalReading.Missing(path);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            return new JournalReading.Unreadable(path, IoFailure.Text(failure));
        }
    }

    /// <summary>Reads what a journal holds.</summary>
    /// <param name="place">Where it is, for people.</param>
    internal static JournalReading Read(string place, byte[] content, Action<ReplayedFact>? told)
    {
        switch (Replay.Read(content))
        {
            case ReplayResult.Newer newer:
                return new JournalReading.Newer(place, newer.Version);
            case ReplayResult.Broken broken:
                return new JournalReading.Damaged(place, broken.Line, broken.Reason);
            case ReplayResult.Whole whole:
                if (told is not null) Replay.Read(content, told);
                return new JournalReading.Done(place, whole.State, WholeLines(content, whole));
            default:
                throw new InvalidOperationException("A replay ended in a way that is not known.");
        }
    }

    private static JournalReading Read(string path, Action<ReplayedFact>? told, int tries)
    {
        if (ReadContent(path) is not { } content)
        {
            return new JournalReading.Damaged(path, 1, $"the file is larger than {JournalContent.LargestFile} bytes");
        }

        var reading = Read(path, content, told);
        return reading is JournalReading.Damaged && tries < MaxTries ? Read(path, told, tries + 1) : reading;
    }

    private static ReadOnlyMemory<byte> WholeLines(byte[] content, ReplayResult.Whole whole) =>
        whole.Torn is { LineBreakMissing: true } ? (byte[])[.. content.AsSpan(0, whole.Length), LineWriter.LineBreak] : content.AsMemory(0, whole.Length);

    private static byte[]? ReadContent(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        using var file = new DiskFile(new FileStream(path, options));
        return file.Length > JournalContent.LargestFile ? null : JournalContent.Read(file);
    }
}
