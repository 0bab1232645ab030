using Magister.Fleet.Facts;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

public sealed class AppendTests
{
    private readonly MemoryDisk disk = new();
    private readonly FleetStory story = new(1, 5);

    [Fact]
    public void Append_OfSeveralFacts_TakesOneWriteAndOneFlush()
    {
        using var journal = Open().Journal;
        disk.Steps.Clear();
        journal.Append(story.Take(12));
        Assert.Equal([DiskOperation.Write, DiskOperation.Flush], disk.Steps.Select(step => step.Operation));
        Assert.Equal(1, journal.Figures.Appends);
        Assert.Equal(story.State.LastSequence, journal.Figures.FactsAppended);
        Assert.Equal(disk.Used, journal.Figures.Size);
    }

    [Fact]
    public void Append_OfNothing_DoesNothing()
    {
        using var journal = Open().Journal;
        disk.Steps.Clear();
        journal.Append([]);
        Assert.Empty(disk.Steps);
    }

    [Theory]
    [InlineData(DiskOperation.Write, 0)]
    [InlineData(DiskOperation.Write, 0.5)]
    [InlineData(DiskOperation.Flush, 0)]
    [InlineData(DiskOperation.Flush, 0.9)]
    internal void Append_ThatFails_LeavesNothingBehindAndCanBeRepeated(DiskOperation operation, double portion)
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(4));
        var before = disk.Read(FactJournal.FileName);
        var facts = story.Take(6);

        FailNext(operation, portion);
        var failure = Assert.Throws<JournalWriteException>(() => journal.Append(facts));
        Assert.Equal(
            "The journal /state/journal.jsonl cannot be written: Input/output error. Nothing new is recorded until it can be.",
            failure.Message);
        Assert.Equal(before, disk.Read(FactJournal.FileName));
        Assert.Equal(1, journal.Figures.AppendsFailed);

        journal.Append(facts);
        disk.CutPower(new Random(1));
        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Append_ThatFailed_IsGoneAfterAPowerCutToo()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var journal = Open().Journal;
            journal.Append(story.Take(4));
            var before = story.State;
            FailNext(DiskOperation.Flush, 0.9);
            Assert.Throws<JournalWriteException>(() => journal.Append(story.Take(6)));
            disk.CutPower(new Random(seed));

            var again = Open();
            Assert.Null(again.Repair);
            SameState.Assert(before, again.State);
            story.GoOnFrom(before);
            again.Journal.Dispose();
        }
    }

    [Fact]
    public void Append_AfterAFailureThatCouldNotBeUndone_UndoesItFirst()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(4));
        var before = story.State;
        disk.Faults = step => step.Operation is DiskOperation.Flush or DiskOperation.Truncate ? DiskFault.Fail() : DiskFault.None;
        Assert.Throws<JournalWriteException>(() => journal.Append(story.Take(20)));

        // Facts other than those that failed, and fewer.
        story.GoOnFrom(before);
        var others = story.Take(2);
        Assert.Throws<JournalWriteException>(() => journal.Append(others));
        disk.Faults = _ => DiskFault.None;
        journal.Append(others);
        disk.CutPower(new Random(1));
        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Append_OnAFullDisk_SaysSoAndWorksOnceThereIsRoom()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(4));
        var before = disk.Read(FactJournal.FileName);
        disk.Capacity = disk.Used + 100;
        var facts = story.Take(6);
        for (var i = 0; i < 3; i++)
        {
            var failure = Assert.Throws<JournalWriteException>(() => journal.Append(facts));
            Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal);
            Assert.Equal(before, disk.Read(FactJournal.FileName));
        }

        disk.Capacity = long.MaxValue;
        journal.Append(facts);
        journal.Dispose();
        SameState.Assert(story.State, Open().State);
    }

    [Fact]
    public void Append_OutOfTurn_IsADefectAndWritesNothing()
    {
        using var journal = Open().Journal;
        journal.Append(story.Take(4));
        var facts = story.Take(3);
        disk.Steps.Clear();
        Assert.Throws<ArgumentException>(() => journal.Append([.. facts.Skip(1)]));
        Assert.Throws<ArgumentException>(() => journal.Append([facts[0], facts[0]]));
        Assert.Throws<ArgumentException>(() => journal.Append([facts[0] with { Fact = new Released(1, new string('x', 200_000)) }]));
        Assert.Empty(disk.Steps);
        journal.Append(facts);
    }

    [Fact]
    public void Append_AfterDisposal_Throws()
    {
        var journal = Open().Journal;
        journal.Dispose();
        journal.Dispose();
        Assert.Throws<ObjectDisposedException>(() => journal.Append(story.Take(1)));
        Assert.Throws<ObjectDisposedException>(() => journal.Compact(story.State));
    }

    private JournalOpening.Opened Open() => Assert.IsType<JournalOpening.Opened>(JournalOpener.Open(disk.Mount()));

    private void FailNext(DiskOperation operation, double portion)
    {
        var failed = false;
        disk.Faults = step =>
        {
            if (failed || step.Operation != operation) return DiskFault.None;
            failed = true;
            return DiskFault.Fail(portion);
        };
    }
}
