using Magister.Fleet;
using Magister.Journal.Storage;

namespace Magister.Journal;

public sealed partial class FactJournal
{
    /// <summary>Smaller files are never compacted.</summary>
    internal const long CompactionFloor = 512 * 1024;

    /// <summary>
    /// Larger files are compacted, unless the snapshot alone is nearly as long: a fleet of a hundred stays under two mebibytes, with room
    /// for one append.
    /// </summary>
    internal const long CompactionCeiling = (2048 - 64) * 1024;

    /// <summary>By how much a file must grow before a failed compaction is retried.</summary>
    internal const long CompactionRetryGrowth = 64 * 1024;

    private const int CompactionGrowth = 2;

    /// <inheritdoc/>
    public CompactionResult CompactIfDue(FleetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return compaction is not null || Figures.Size > compactAbove ? Compact(state) : CompactionResult.NotDue.Instance;
    }

    internal CompactionResult Compact(FleetState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var (due, before) = (Figures.LastSequence, Figures.Size);
        if (state.LastSequence != due) throw new ArgumentException($"A state at fact {state.LastSequence} came at {due}.", nameof(state));
        if (compaction is null)
        {
            compaction = new Compaction(storage, state, before);
            beside(compaction.Write);
        }

        if (!compaction.IsWritten) return CompactionResult.NotDue.Instance;
        var written = compaction;
        compaction = null;
        try
        {
            Continue(written.PutInPlace(file, before), written.LengthFor(before), written.SnapshotLength);
            Settle();
        }
        catch (Exception failure) when (IoFailure.Is(failure))
        {
            return Failed(IoFailure.Text(failure));
        }

        Figures = Figures with { Compactions = Figures.Compactions + 1 };
        return new CompactionResult.Done(before, Figures.Size);
    }

    /// <summary>The size above which a journal with such a snapshot is compacted.</summary>
    internal static long DueAbove(long snapshotSize)
    {
        var grown = Math.Max(CompactionFloor, CompactionGrowth * snapshotSize);
        return snapshotSize + CompactionRetryGrowth <= CompactionCeiling ? Math.Min(grown, CompactionCeiling) : grown;
    }

    private void Continue(IJournalFile made, long size, int snapshotLength)
    {
        file.Dispose();
        file = made;
        tailIsUncertain = false;
        nameIsUncertain = true;
        Figures = Figures with { Size = size, SnapshotSize = snapshotLength };
        compactAbove = DueAbove(Figures.SnapshotSize);
    }

    private CompactionResult.Failed Failed(string reason)
    {
        Figures = Figures with { CompactionsFailed = Figures.CompactionsFailed + 1 };
        compactAbove = Math.Max(compactAbove, Figures.Size + CompactionRetryGrowth);
        return new CompactionResult.Failed(
            $"The journal {Path} could not be made shorter: {reason}. Nothing is lost, and it is tried again as it grows.");
    }
}
