using System.Runtime.ExceptionServices;
using Magister.Fleet;
using Magister.Journal.Lines;
using Magister.Journal.Storage;

namespace Magister.Journal;

/// <summary>A snapshot that is written beside the journal while the journal keeps growing.</summary>
/// <param name="state">The fold of the journal's first bytes.</param>
/// <param name="spokenFor">How many bytes these are.</param>
internal sealed class Compaction(IJournalStorage storage, FleetState state, long spokenFor)
{
    private readonly Replacement replacement = new(storage);
    private readonly Lock writing = new();
    private volatile bool isWritten;
    private bool isGivenUp;
    private Exception? failure;

    public int SnapshotLength { get; private set; }

    /// <summary>Whether the writing has ended, successfully or not.</summary>
    public bool IsWritten => isWritten;

    /// <summary>Writes the snapshot. May be called on any thread.</summary>
    public void Write()
    {
        lock (writing)
        {
            if (isGivenUp) return;
            try
            {
                var lines = new LineWriter();
                lines.Snapshot(state);
                SnapshotLength = lines.Written.Length;
                replacement.Write(lines.Written);
            }
            catch (Exception failed)
            {
                if (IoFailure.Is(failed)) replacement.GiveUp();
                failure = failed;
            }
        }

        isWritten = true;
    }

    /// <summary>Adds what has been appended since and replaces the old file. Throws what the writing failed with.</summary>
    /// <param name="old">The journal as it is.</param>
    /// <param name="size">Up to where it is valid.</param>
    public IJournalFile PutInPlace(IJournalFile old, long size)
    {
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        try
        {
            return replacement.PutInPlace(JournalContent.Read(old, spokenFor, size));
        }
        catch (Exception failed) when (IoFailure.Is(failed))
        {
            replacement.GiveUp();
            throw;
        }
    }

    /// <summary>The length of the new file, including what an old one of this size has gained since.</summary>
    public long LengthFor(long size) => SnapshotLength + size - spokenFor;

    /// <summary>Waits for a write under way, since the directory is about to be somebody else's, and removes what was written.</summary>
    public void GiveUp()
    {
        lock (writing)
        {
            isGivenUp = true;
            replacement.GiveUp();
        }
    }
}
