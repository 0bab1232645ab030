using System.Diagnostics;
using System.Globalization;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests;

/// <summary>How large a journal gets, looked at after every write: the file, and the file with its replacement beside it.</summary>
public abstract class SizeTests(ITestOutputHelper output)
{
    private const long MebiByte = 1024 * 1024;

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

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fleet.Rented} instances, {fleet.State.LastSequence} facts of {written} bytes, {journal.Figures.Compactions} compactions; "
            + $"largest file {largest}, largest snapshot {snapshot}, most on disk {disk.MostUsed} bytes; "
            + $"ended {fleet.State.Ended.Count}, machines {fleet.State.Machines.Count}; {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.InRange(largest, 1, MebiByte - 1);
        Assert.InRange(disk.MostUsed, largest, (2 * MebiByte) - 1);
        journal.Dispose();
        SameState.Assert(fleet.State, Assert.IsType<JournalOpening.Opened>(JournalOpener.Open(disk.Mount())).State);
    }
}

// Two classes, since tests of one class wait for each other.
public sealed class YearTests(ITestOutputHelper output) : SizeTests(output)
{
    [Fact]
    public void Year_OfAHundredInstancesReplacedTwiceADay_StaysUnderAMebibyteAndNeverNeedsTwo()
    {
        var fleet = new BusyFleet(2026, 100, TimeSpan.FromHours(12));
        AssertStaysSmall(fleet, TimeSpan.FromDays(365));
        Assert.InRange(fleet.Rented, 60_000, 100_000);
    }
}

public sealed class ChurnTests(ITestOutputHelper output) : SizeTests(output)
{
    private readonly ITestOutputHelper output = output;

    [Fact]
    public void Snapshot_OfAHundredInstancesWithEveryMemoryFull_LeavesRoomToGrow()
    {
        var (state, offers, reason) = (FleetState.Empty, new OfferSource(new Random(3)), new string('x', 200));
        for (var instance = 0; instance < FleetState.EndedMost + 200; instance++)
        {
            var offer = offers.Next() with { MachineId = instance };
            Record(new Verified(-instance, null), new RentIntended(offer), new RentAccepted(offer.Id, instance, state.LastAt, false));
            Record(new StatusChanged(instance, "running", "success, running ghcr.io/example/contemplant_latest/jupyter"));
            Record(new Verified(offer.Id, instance), new DropRequested(offer.Id, instance, reason[..60]));
            Record(new DestroyIntended(instance, DestroyCause.Dropped, reason), new DestroyFailed(instance, "HTTP 502"));
            if (instance >= 100) Record(new Destroyed(instance, false));
        }

        var lines = new LineWriter();
        lines.Snapshot(state);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Written.Length} bytes"));
        Assert.Equal((100, FleetState.EndedMost), (state.Leases.Count, state.Ended.Count));
        Assert.Equal((FleetState.MachinesMost, FleetState.EarlyVerifiesMost), (state.Machines.Count, state.EarlyVerifies.Count));
        Assert.InRange(lines.Written.Length, 0, FactJournal.CompactionCeiling - FactJournal.CompactionRetryGrowth);

        void Record(params Fact[] facts)
        {
            foreach (var fact in facts)
            {
                state = state.Apply(new Recorded(state.LastSequence + 1, DateTimeOffset.UnixEpoch.AddTicks(state.LastSequence), fact));
            }
        }
    }

    [Fact]
    public void Day_OfAHundredInstancesReplacedEveryTenMinutes_StaysUnderAMebibyteAndNeverNeedsTwo()
    {
        var fleet = new BusyFleet(10, 100, TimeSpan.FromMinutes(8));
        AssertStaysSmall(fleet, TimeSpan.FromDays(1));
        Assert.InRange(fleet.Rented, 13_000, 20_000);
    }
}
