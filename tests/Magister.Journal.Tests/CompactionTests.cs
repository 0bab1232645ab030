using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

public sealed class CompactionTests
{
    private readonly MemoryDisk disk = new();
    private readonly FleetStory story = new(1, 5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(400)]
    public void Compaction_KeepsStateNumberAndTime(int facts)
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(facts));
        var done = Assert.IsType<CompactionResult.Done>(journal.Compact(story.State));
        Assert.Equal(disk.Used, done.BytesAfter);
        Assert.Equal(disk.Used, journal.Figures.SnapshotSize);
        journal.Append(story.Take(3));
        disk.CutPower(new Random(1));

        var again = Open();
        SameState.Assert(story.State, again.State);
        Assert.Equal(done.BytesAfter, again.Journal.Figures.SnapshotSize);
        again.Journal.Append(story.Take(3));
    }

    [Fact]
    public void Compaction_OfANewJournalOrAnEmptyFleet_KeepsNumberAndTime()
    {
        using var journal = Open().Journal;
        Assert.IsType<CompactionResult.Done>(journal.Compact(FleetState.Empty));
        disk.Kill();
        SameState.Assert(FleetState.Empty, Open().State);

        disk.Kill();
        var state = FleetState.Empty.Apply(new Recorded(1, story.Now, new Started(1)));
        var next = Open().Journal;
        next.Append([new Recorded(1, story.Now, new Started(1))]);
        Assert.IsType<CompactionResult.Done>(next.Compact(state));
        disk.Kill();
        SameState.Assert(state, Open().State);
    }

    [Fact]
    public void Compaction_Twice_ChangesNothingMore()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(100));
        journal.Compact(story.State);
        var once = disk.Read(FactJournal.FileName);
        journal.Compact(story.State);
        Assert.Equal(once, disk.Read(FactJournal.FileName));
    }

    [Fact]
    public void Compaction_OfAnotherState_IsADefect()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(10));
        story.Take(1);
        Assert.Throws<ArgumentException>(() => journal.Compact(story.State));
    }

    [Fact]
    public void SnapshotNumbers_AreAboveZero()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var told = new FleetStory(seed, seed + 1) { OffersAreShort = true };
            for (var i = 0; i < 200; i++)
            {
                told.Next(TimeSpan.FromMinutes(10));
                Assert.InRange(told.State.ToFacts().Count(), 0, told.State.LastSequence);
            }
        }
    }

    [Theory]
    [InlineData(DiskOperation.Create)]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Flush)]
    [InlineData(DiskOperation.Rename)]
    [InlineData(DiskOperation.FlushDirectory)]
    internal void Compaction_ThatFails_LosesNothingAndIsTriedAgainWhenGrown(DiskOperation operation)
    {
        using var journal = Open().Journal;
        Fill(journal, FactJournal.CompactionFloor);
        disk.Faults = step => step.Operation == operation ? DiskFault.Fail(0.5) : DiskFault.None;
        var failed = Assert.IsType<CompactionResult.Failed>(journal.CompactIfDue(story.State));
        Assert.Contains("/state/journal.jsonl could not be made shorter: Input/output error", failed.Message, StringComparison.Ordinal);
        Assert.Equal(1, journal.Figures.CompactionsFailed);
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));

        disk.Faults = _ => DiskFault.None;
        Assert.IsType<CompactionResult.NotDue>(journal.CompactIfDue(story.State));
        journal.Append(story.Take(1));
        disk.CutPower(new Random(2));
        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Compaction_ThatFailed_IsTriedAgainAfterSomeGrowth()
    {
        using var journal = Open().Journal;
        Fill(journal, FactJournal.CompactionFloor);
        disk.Capacity = disk.Used + 5000;
        Assert.IsType<CompactionResult.Failed>(journal.CompactIfDue(story.State));
        var size = journal.Figures.Size;
        disk.Capacity = long.MaxValue;
        while (journal.CompactIfDue(story.State) is CompactionResult.NotDue) journal.Append(story.Take(5));
        Assert.Equal(1, journal.Figures.Compactions);
        Assert.InRange(journal.Figures.Size, 1, size);
    }

    [Fact]
    public void Compaction_BesideAppends_HoldsNoneUpAndKeepsThemAll()
    {
        var beside = new WorkBeside();
        using var journal = Open(beside).Journal;
        journal.Append(story.Take(100));
        Assert.IsType<CompactionResult.NotDue>(journal.Compact(story.State));
        for (var round = 0; round < 5; round++)
        {
            journal.Append(story.Take(4));
            Assert.IsType<CompactionResult.NotDue>(journal.CompactIfDue(story.State));
        }

        beside.Do();
        journal.Append(story.Take(3));
        var done = Assert.IsType<CompactionResult.Done>(journal.CompactIfDue(story.State));
        Assert.Equal((disk.Used, FactJournal.FileName), (done.BytesAfter, Assert.Single(disk.Names)));
        Assert.InRange(journal.Figures.SnapshotSize, 1, done.BytesAfter - 1);
        journal.Append(story.Take(3));
        disk.CutPower(new Random(1));

        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Compaction_ThatFailsBesideAppends_IsToldAfterwardsAndLosesNothing()
    {
        var beside = new WorkBeside();
        using var journal = Open(beside).Journal;
        journal.Append(story.Take(20));
        journal.Compact(story.State);
        disk.Faults = step => step.Operation is DiskOperation.Create ? DiskFault.Fail() : DiskFault.None;
        beside.Do();
        disk.Faults = _ => DiskFault.None;
        journal.Append(story.Take(2));
        Assert.Contains("Input/output error", Assert.IsType<CompactionResult.Failed>(journal.CompactIfDue(story.State)).Message, StringComparison.Ordinal);
        journal.Append(story.Take(2));
        disk.CutPower(new Random(1));

        SameState.Assert(story.State, Open().State);
    }

    [Theory]
    [InlineData(DiskOperation.Read)]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Flush)]
    [InlineData(DiskOperation.Rename)]
    internal void Compaction_ThatFailsWithWhatCameMeanwhile_LeavesTheJournalAndNothingElse(DiskOperation operation)
    {
        var beside = new WorkBeside();
        using var journal = Open(beside).Journal;
        journal.Append(story.Take(20));
        journal.Compact(story.State);
        beside.Do();
        journal.Append(story.Take(2));
        disk.Faults = step => step.Operation == operation ? DiskFault.Fail() : DiskFault.None;
        Assert.IsType<CompactionResult.Failed>(journal.CompactIfDue(story.State));
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));

        disk.Faults = _ => DiskFault.None;
        journal.Append(story.Take(2));
        disk.CutPower(new Random(1));

        SameState.Assert(story.State, Open().State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_WhileASnapshotIsWrittenBeside_LeavesTheJournalAndNothingElse(bool hasEnded)
    {
        var beside = new WorkBeside();
        var journal = Open(beside).Journal;
        journal.Append(story.Take(20));
        journal.Compact(story.State);
        if (hasEnded) beside.Do();
        journal.Append(story.Take(2));
        journal.Dispose();
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));

        using var next = Open().Journal;
        beside.Do();
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));
        next.Append(story.Take(2));
        disk.CutPower(new Random(1));

        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Append_WhileTheNewNameIsNotSafe_FailsUntilItIs()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(20));
        disk.Faults = step => step.Operation is DiskOperation.FlushDirectory ? DiskFault.Fail() : DiskFault.None;
        Assert.IsType<CompactionResult.Failed>(journal.Compact(story.State));
        var facts = story.Take(5);
        Assert.Throws<JournalWriteException>(() => journal.Append(facts));
        disk.Faults = _ => DiskFault.None;
        journal.Append(facts);
        disk.CutPower(new Random(0));
        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Leftover_OfACompaction_IsRemovedAtOpening()
    {
        disk.Put(FactJournal.FileName + ".new", "half a jour"u8);
        using var journal = Open().Journal;
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));
    }

    private void Fill(FactJournal journal, long size)
    {
        while (journal.Figures.Size <= size) journal.Append(story.Take(50));
    }

    private JournalOpening.Opened Open(WorkBeside? beside = null) =>
        Assert.IsType<JournalOpening.Opened>(JournalOpener.Open(disk.Mount(), beside: beside is null ? null : beside.Begin));
}
