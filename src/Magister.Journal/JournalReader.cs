using Magister.Journal.Lines;
using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>
/// Reads the journal of a state directory beside the program that writes it: takes no lock, repairs nothing, creates nothing, writes nothing.
/// </summary>
public static class JournalReader
{
    // A writer that repairs a failed append may be met halfway; it is not a second time.
    private const int MaxTries = 2;

    /// <summary>Reads it.</summary>
    /// <param name="directory">The state directory.</param>
    /// <param name="told">Receives every fact in order once the whole file has proved to be sound; null when only the fold is wanted.</param>
    public static JournalReading Read(string directory, Action<ReplayedFact>? told = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var path = Path.Combine(Path.GetFullPath(directory), FactJournal.FileName);
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
            return new JournalReading.Unreadable(path, IoFailure.Words(failure));
        }
    }

    private static JournalReading Read(string path, Action<ReplayedFact>? told, int tries)
    {
        if (ReadContent(path) is not { } content)
        {
            return new JournalReading.Damaged(path, 1, $"the file is larger than {JournalContent.LargestFile} bytes");
        }

        switch (Replay.Of(content))
        {
            case ReplayResult.Newer newer:
                return new JournalReading.Newer(path, newer.Version);
            case ReplayResult.Broken when tries < MaxTries:
                return Read(path, told, tries + 1);
            case ReplayResult.Broken broken:
                return new JournalReading.Damaged(path, broken.Line, broken.Reason);
            case ReplayResult.Whole whole:
                if (told is not null) Replay.Of(content, told);
                return new JournalReading.Done(path, whole.State);
            default:
                throw new InvalidOperationException("A replay ended in a way that is not known.");
        }
    }

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
        return file.Length > JournalContent.LargestFile ? null : JournalContent.Of(file);
    }
}
