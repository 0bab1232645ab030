namespace Magister.Journal;

/// <summary>How a call of <see cref="IFactJournal.CompactIfDue"/> ended: one of a closed family, never an exception.</summary>
public abstract record CompactionResult
{
    private CompactionResult()
    {
    }

    /// <summary>There was no need, or the snapshot is being written.</summary>
    public sealed record NotDue : CompactionResult
    {
        internal static readonly NotDue Instance = new();
    }

    /// <summary>A snapshot has replaced the history.</summary>
    public sealed record Done(long BytesBefore, long BytesAfter) : CompactionResult;

    /// <summary>It failed; nothing is lost, the journal continues, and it is retried when it has grown some more.</summary>
    /// <param name="Message">One line for a user: what, where and what to do.</param>
    public sealed record Failed(string Message) : CompactionResult;
}
