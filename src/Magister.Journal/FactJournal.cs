using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Shared;
using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>
/// Facts in a file, <c>journal.jsonl</c>: a header line, then one line of JSON per fact, each with its number and a checksum. Not
/// thread-safe.
/// </summary>
public sealed partial class FactJournal : IFactJournal
{
    /// <summary>The file's name in the state directory.</summary>
    public const string FileName = "journal.jsonl";

    private readonly IJournalStorage storage;
    private readonly LineWriter lines = new();
    private readonly Action<Action> beside;
    private IJournalFile file;
    private Compaction? compaction;
    private long compactAbove;
    private bool disposed;

    // What is beyond the valid length was written, at least in part, by an attempt that failed.
    private bool tailIsUncertain;

    // After a power failure, the name may still refer to the file before this one.
    private bool nameIsUncertain;

    internal FactJournal(IJournalStorage storage, IJournalFile file, JournalFigures figures, Action<Action>? beside)
    {
        this.storage = storage;
        this.file = file;
        this.beside = beside ?? (work => work());
        Figures = figures;
        Path = System.IO.Path.Combine(storage.Directory, FileName);
        compactAbove = DueAbove(figures.SnapshotSize);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public JournalFigures Figures { get; private set; }

    /// <summary>Opens the journal of a state directory and takes the directory's lock; creates both if they are missing.</summary>
    /// <param name="told">Receives each fact as the file is read, including those of the last compaction; of no use unless it opens.</param>
    /// <param name="beside">
    /// Runs what takes long while facts keep coming: writing a snapshot. Without it that is done synchronously, and appends wait.
    /// </param>
    public static JournalOpening Open(string directory, Action<ReplayedFact>? told = null, Action<Action>? beside = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return JournalOpener.Open(new DiskStorage(directory), told, beside);
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ObjectDisposedException.ThrowIf(disposed, this);
        if (facts.Count == 0) return;
        Encode(facts);
        try
        {
            Settle();
            tailIsUncertain = true;
            file.Write(lines.Written, Figures.Size);
            file.Flush();
            tailIsUncertain = false;
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            Figures = Figures with { AppendsFailed = Figures.AppendsFailed + 1 };
            TryToSettle();
            throw new JournalWriteException(
                $"The journal {Path} cannot be written: {IoFailure.Text(failure)}. Nothing new is recorded until it can be.", failure);
        }

        Figures = Figures with
        {
            Size = Figures.Size + lines.Written.Length,
            LastSequence = Figures.LastSequence + facts.Count,
            FactsAppended = Figures.FactsAppended + facts.Count,
            Appends = Figures.Appends + 1,
        };
    }

    /// <summary>Closes the file and releases the directory.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        compaction?.GiveUp();
        file.Dispose();
        storage.Dispose();
    }

    private void Encode(IReadOnlyList<Recorded> facts)
    {
        lines.Clear();
        var due = Figures.LastSequence;
        foreach (var fact in facts)
        {
            if (fact.Sequence != ++due) throw new ArgumentException($"Fact {fact.Sequence} came where {due} is due.", nameof(facts));
            lines.Fact(fact);
        }
    }

    // Brings the disk to the state that the figures describe, if a failure has left that open.
    private void Settle()
    {
        if (tailIsUncertain)
        {
            file.Truncate(Figures.Size);
            file.Flush();
            tailIsUncertain = false;
        }

        if (nameIsUncertain)
        {
            storage.Flush();
            nameIsUncertain = false;
        }
    }

    private void TryToSettle()
    {
        try
        {
            Settle();
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            // It stays uncertain, and the next append starts by settling it.
        }
    }
}
