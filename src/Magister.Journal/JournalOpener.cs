using Magister.Journal.Lines;
using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>Turns a directory with a journal into a state and a file that can be appended to, or says why not.</summary>
internal static class JournalOpener
{
    private const int ProbeSize = 64 * 1024;

    /// <param name="storage">Disposed of with the journal, or immediately if there will be none.</param>
    /// <inheritdoc cref="FactJournal.Open" path="/param"/>
    public static JournalOpening Open(IJournalStorage storage, Action<ReplayedFact>? told = null, Action<Action>? beside = null)
    {
        JournalOpening opening;
        try
        {
            opening = storage.TryLock() ? OpenLocked(storage, told, beside) : new JournalOpening.Locked(storage.Directory);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            opening = new JournalOpening.Unwritable(storage.Directory, IoFailure.Text(failure));
        }

        if (opening is not JournalOpening.Opened) storage.Dispose();
        return opening;
    }

    private static JournalOpening OpenLocked(IJournalStorage storage, Action<ReplayedFact>? told, Action<Action>? beside)
    {
        Probe(storage);
        var file = OpenOrCreate(storage);
        JournalOpening? opening = null;
        try
        {
            opening = OpenFile(storage, file, told, beside);
            return opening;
        }
        finally
        {
            if (opening is not JournalOpening.Opened) file.Dispose();
        }
    }

    // A directory may be listed as writable and yet accept nothing, such as on a full disk: only writing shows it. This uses the
    // replacement's name, so that the remains of a killed compaction go too.
    private static void Probe(IJournalStorage storage)
    {
        try
        {
            using var probe = storage.Create(Replacement.Name);
            probe.Write(new byte[ProbeSize], 0);
            probe.Flush();
        }
        finally
        {
            storage.Delete(Replacement.Name);
        }
    }

    private static IJournalFile OpenOrCreate(IJournalStorage storage)
    {
        // An empty file is no new journal: no crash leaves one, since a file gets the name only once its header is on disk.
        if (storage.Open(FactJournal.FileName) is { } file) return file;
        var lines = new LineWriter();
        lines.Header(JournalHeader.ForNothing());
        return Replacement.PutInPlace(storage, lines.Written);
    }

    private static JournalOpening OpenFile(IJournalStorage storage, IJournalFile file, Action<ReplayedFact>? told, Action<Action>? beside)
    {
        var path = Path.Combine(storage.Directory, FactJournal.FileName);
        if (file.Length > JournalContent.LargestFile) return new JournalOpening.Damaged(path, 1, $"the file is larger than {JournalContent.LargestFile} bytes");
        var content = JournalContent.Read(file);
        switch (Replay.Read(content, told))
        {
            case ReplayResult.Newer newer:
                return new JournalOpening.Newer(path, newer.Version);
            case ReplayResult.Broken broken:
                return new JournalOpening.Damaged(path, broken.Line, broken.Reason);
            case ReplayResult.Whole whole:
                var size = MakeDurable(storage, file, content.AsSpan(0, whole.Length), whole.SnapshotLength, whole.Torn);
                var figures = new JournalFigures
                {
                    Size = size,
                    SnapshotSize = whole.SnapshotLength,
                    LastSequence = whole.State.LastSequence,
                };
                var repair = whole.Torn is { } torn ? new JournalRepair(path, torn.Line, torn.Cut) : null;
                return new JournalOpening.Opened(new FactJournal(storage, file, figures, beside), whole.State, repair);
            default:
                throw new InvalidOperationException("A replay ended in a way that is not known.");
        }
    }

    // What was read may never have reached the disk: the program that wrote it may have been killed before its flush, or after one that failed,
    // which leaves pages in memory that no later flush writes. Decisions are about to depend on it, so what follows the snapshot is written again;
    // the snapshot was on disk before the file had its name.
    private static long MakeDurable(IJournalStorage storage, IJournalFile file, ReadOnlySpan<byte> content, int snapshotLength, TornEnd? torn)
    {
        file.Write(content[snapshotLength..], snapshotLength);
        var size = (long)content.Length;
        if (torn is { LineBreakMissing: true }) file.Write([LineWriter.LineBreak], size++);
        if (file.Length > size) file.Truncate(size);
        file.Flush();
        storage.Flush();
        return size;
    }
}
