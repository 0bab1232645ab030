namespace Magister.Journal.Storage;

/// <summary>
/// A whole new file to replace the old one: written beside it, flushed, renamed. Until the rename the old file is the journal, afterwards
/// the new one: at no moment is there none, or half of one.
/// </summary>
internal sealed class Replacement(IJournalStorage storage)
{
    /// <summary>The new file's name until it is whole. One found at opening is a leftover.</summary>
    public const string Name = FactJournal.FileName + ".new";

    private IJournalFile? made;
    private long length;

    /// <summary>Makes the file with this as its only content.</summary>
    /// <inheritdoc cref="PutInPlace(ReadOnlySpan{byte})"/>
    public static IJournalFile PutInPlace(IJournalStorage storage, ReadOnlySpan<byte> content)
    {
        var replacement = new Replacement(storage);
        try
        {
            replacement.Write(content);
            return replacement.PutInPlace([]);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            replacement.GiveUp();
            throw;
        }
    }

    /// <summary>
    /// Writes the beginning of the file. It touches nothing else, and may run in parallel with anything else. After a failure of this or the
    /// other step, give it up.
    /// </summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        made = storage.Create(Name);
        made.Write(content, 0);
        made.Flush();
        length = content.Length;
    }

    /// <summary>
    /// Adds the rest and gives the file its name. Which of the two files is the journal after a power cut is certain only once the directory
    /// is flushed too; that is left to the caller.
    /// </summary>
    public IJournalFile PutInPlace(ReadOnlySpan<byte> rest)
    {
        var file = made ?? throw new InvalidOperationException("Nothing was written that could be put in place.");
        if (!rest.IsEmpty)
        {
            file.Write(rest, length);
            file.Flush();
        }

        storage.Rename(Name, FactJournal.FileName);
        return file;
    }

    /// <summary>Removes it again.</summary>
    public void GiveUp()
    {
        made?.Dispose();
        try
        {
            storage.Delete(Name);
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            // The next compaction overwrites it, and the next opening deletes it.
        }
    }
}
