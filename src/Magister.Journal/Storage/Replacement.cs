namespace Magister.Journal.Storage;

/// <summary>Puts a whole new file in the place of the old: written beside, flushed, renamed.</summary>
internal static class Replacement
{
    /// <summary>The new file's name until it is whole. One that is found at opening is a leftover.</summary>
    public const string Name = FactJournal.FileName + ".new";

    /// <summary>
    /// Until the rename the old file is the journal, afterwards the new one: at no moment is there none, or half of one. Which of them it
    /// is after a power cut is certain only once the directory is flushed too; that is left to the caller.
    /// </summary>
    public static IJournalFile PutInPlace(IJournalStorage storage, ReadOnlySpan<byte> content)
    {
        var made = storage.Create(Name);
        try
        {
            made.Write(content, 0);
            made.Flush();
            storage.Rename(Name, FactJournal.FileName);
            return made;
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            made.Dispose();
            TryToDelete(storage);
            throw;
        }
    }

    private static void TryToDelete(IJournalStorage storage)
    {
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
