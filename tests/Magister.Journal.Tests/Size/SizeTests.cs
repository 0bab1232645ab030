using System.Diagnostics;
using System.Globalization;
using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests.Size;

/// <summary>How large a journal gets, checked after every write: the file, and the file together with its replacement.</summary>
public abstract class SizeTests(ITestOutputHelper output)
{
    private const long MebiByte = 1024 * 1024;

    private protected ITestOutputHelper Output { get; } = output;

    private protected void AssertStaysSmall(BusyFleet fleet, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var disk = new MemoryDisk();
        var journal = Assert.IsType<JournalOpening.Opened>(JournalOpener.Open(disk.Mount())).Journal;
        var end = fleet.Now + time;
        var (largest, written, snapshot) = (0L, 0L, 0L);
        while (fleet.Now < end)
        {
            var before = journal.Figures.Size;
            journal.Append(fleet.Next());
            written += journal.Figures.Size - before;
            largest = Math.Max(largest, journal.Figures.Size);
            Assert.IsNotType<CompactionResult.Failed>(journal.CompactIfDue(fleet.State));
            snapshot = Math.Max(snapshot, journal.Figures.SnapshotSize);
            disk.Steps.Clear();
        }

        Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fleet.Rented} instances, {fleet.State.LastSequence} facts of {written} bytes, {journal.Figures.Compactions} compactions; "
            + $"largest file {largest}, largest snapshot {snapshot}, most on disk {disk.MostUsed} bytes; "
            + $"ended {fleet.State.Ended.Count}, machines {fleet.State.Machines.Count}; {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.InRange(largest, 1, (2 * MebiByte) - 1);
        Assert.InRange(disk.MostUsed, largest, (4 * MebiByte) - 1);
        journal.Dispose();
        SameState.Assert(fleet.State, Assert.IsType<JournalOpening.Opened>(JournalOpener.Open(disk.Mount())).State);
    }
}
