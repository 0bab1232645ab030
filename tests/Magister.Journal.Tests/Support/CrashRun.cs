using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// A fleet's story recorded on a <see cref="MemoryDisk"/> that fails, checked against what was promised: after any crash the state is that of
/// all facts whose append returned, and of nothing else except possibly the beginning of what was being appended.
/// </summary>
internal sealed class CrashRun : IDisposable
{
    private readonly FleetStory story;
    private readonly List<IReadOnlyList<Recorded>> unanswered = [];
    private FleetState promised;
    private FactJournal? journal;

    /// <param name="recorded">What the disk's journal already contains.</param>
    public CrashRun(int seed, MemoryDisk disk, FleetState? recorded = null)
    {
        Disk = disk;
        promised = recorded ?? FleetState.Empty;
        story = new FleetStory(seed, 4) { OffersAreShort = true };
    }

    public MemoryDisk Disk { get; }

    /// <summary>Where snapshots are written; null to write them immediately.</summary>
    public WorkBeside? Beside { get; init; }

    public long LastSequence => promised.LastSequence;

    public FactJournal Journal => journal ?? throw new InvalidOperationException("Open it first.");

    /// <returns>False if the disk does not currently let the journal open.</returns>
    public bool TryOpen()
    {
        Beside?.Forget();
        var opening = JournalOpener.Open(Disk.Mount(), beside: Beside is null ? null : Beside.Begin);
        if (opening is JournalOpening.Unwritable) return false;
        Assert.True(opening is JournalOpening.Opened, opening.Message);
        var opened = (JournalOpening.Opened)opening;
        journal = opened.Journal;
        Assert.True(
            Possible().Any(state => SameState.Is(state, opened.State)),
            $"Facts up to {promised.LastSequence} were recorded; {opened.State.LastSequence} came back, or other ones.");
        promised = opened.State;
        unanswered.Clear();
        story.GoOnFrom(promised);
        return true;
    }

    /// <returns>False if the facts could not be recorded.</returns>
    public bool TryAppend(int facts)
    {
        story.GoOnFrom(promised);
        var told = story.Take(facts);
        unanswered.Add(told);
        try
        {
            Journal.Append(told);
        }
        catch (JournalWriteException)
        {
            return false;
        }

        promised = story.State;
        unanswered.Clear();
        return true;
    }

    public bool TryCompact() => IsDone(Journal.Compact(promised));

    /// <summary>Appends, and then does what the daemon does after each append.</summary>
    /// <returns>Whether that was a compaction.</returns>
    public bool AppendAsTheDaemonDoes(int facts) => TryAppend(facts) && IsDone(Journal.CompactIfDue(promised));

    public void Dispose() => journal?.Dispose();

    private bool IsDone(CompactionResult result)
    {
        if (result is not CompactionResult.Done) return false;
        unanswered.Clear();
        return true;
    }

    private IEnumerable<FleetState> Possible()
    {
        yield return promised;
        foreach (var told in unanswered)
        {
            var state = promised;
            foreach (var fact in told) yield return state = state.Apply(fact);
        }
    }
}
