using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>Imports a journal into a state directory.</summary>
public static class JournalImport
{
    /// <summary>Makes it the journal of a directory that has none and that no Magister uses; creates the directory if it is missing.</summary>
    /// <returns>Null, or why it could not be done, in one line for a user. Then nothing was changed.</returns>
    public static string? Into(string directory, JournalReading.Done journal)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(journal);
        using var storage = new DiskStorage(directory);
        try
        {
            if (!storage.TryLock()) return new JournalOpening.Locked(storage.Directory).Message;
            using var present = storage.Open(FactJournal.FileName);
            if (present is not null) return $"The state directory {storage.Directory} has a journal already. Move that away first, if it is not needed any more.";
            using var made = Replacement.PutInPlace(storage, journal.Content.Span);
            storage.Flush();
            return null;
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            return new JournalOpening.Unwritable(storage.Directory, IoFailure.Text(failure)).Message;
        }
    }
}
