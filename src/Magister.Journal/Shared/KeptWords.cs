using System.Text;
using Magister.Journal.Storage;

namespace Magister.Journal.Shared;

/// <summary>
/// What callers said while the database was away, kept in the state directory (<c>words.jsonl</c>) until it can be delivered: some of them
/// never ask twice. One line per word; what a kill leaves of the last line is dropped, since nobody was told that it was kept. Holds the
/// directory's lock. Not thread-safe.
/// </summary>
public sealed class KeptWords : IDisposable
{
    /// <summary>The file's name in the state directory.</summary>
    public const string FileName = "words.jsonl";

    private const char LineBreak = '\n';

    private readonly IJournalStorage storage;
    private readonly IJournalFile file;
    private readonly List<string> words = [];
    private long size;

    private KeptWords(IJournalStorage storage)
    {
        this.storage = storage;
        file = storage.Open(FileName) ?? storage.Create(FileName);
        storage.Flush();
        var text = Encoding.UTF8.GetString(JournalContent.Read(file));
        words.AddRange(text.Split(LineBreak)[..^1]);
        size = words.Sum(word => Encoding.UTF8.GetByteCount(word) + 1L);
    }

    /// <summary>Those not delivered yet, in order.</summary>
    public IReadOnlyList<string> All => words;

    /// <summary>Opens the file and takes the directory's lock; creates both if they are missing.</summary>
    /// <returns>The words, or null and why, in words.</returns>
    public static (KeptWords? Words, string? Problem) Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Open(new DiskStorage(directory));
    }

    internal static (KeptWords? Words, string? Problem) Open(IJournalStorage storage)
    {
        try
        {
            if (storage.TryLock()) return (new KeptWords(storage), null);
            storage.Dispose();
            return (null, new JournalOpening.Locked(storage.Directory).Message);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            storage.Dispose();
            return (null, new JournalOpening.Unwritable(storage.Directory, IoFailure.Text(failure)).Message);
        }
    }

    /// <summary>Keeps more words. Returns only once they survive a power cut.</summary>
    /// <returns>False if they cannot be kept.</returns>
    public bool TryKeep(IReadOnlyList<string> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(more.Select(word => word + LineBreak)));
        try
        {
            if (file.Length > size) file.Truncate(size);
            file.Write(bytes, size);
            file.Flush();
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            return false;
        }

        words.AddRange(more);
        size += bytes.Length;
        return true;
    }

    /// <summary>They have been delivered. If that cannot be written down, they are delivered again after a restart, which changes nothing.</summary>
    public void Clear()
    {
        (size, var had) = (0, words.Count);
        words.Clear();
        try
        {
            if (had > 0) file.Truncate(0);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            // The next word that is kept tries again.
        }
    }

    public void Dispose()
    {
        file.Dispose();
        storage.Dispose();
    }
}
