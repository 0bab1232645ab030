using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

/// <summary>Kills and power cuts at every disk call from the append that makes a compaction due to the append after it.</summary>
public sealed class CompactionCrashTests
{
    private static readonly double[] Portions = [0, 0.01, 0.5, 0.99, 1];
    private readonly FleetState recorded;
    private readonly byte[] contents;

    public CompactionCrashTests()
    {
        // Long texts about an unknown instance: the file is large, and yet read quickly.
        List<Recorded> facts = [.. new FleetStory(1, 20).Take(80)];
        for (var size = 0L; size < FactJournal.CompactionFloor; size += 100_000)
        {
            facts.Add(new Recorded(facts.Count + 1, facts[^1].At, new Released(1, new string('x', 100_000))));
        }

        var journal = JournalBytes.Of(facts);
        (contents, recorded) = (journal.Bytes, journal.States[^1]);
    }

    [Fact]
    public void Compaction_AfterAnAppend_TakesTheseSteps()
    {
        var disk = new MemoryDisk();
        using var run = Open(disk);
        disk.Steps.Clear();
        DoTurns(run);
        Assert.Equal(
            [
                DiskOperation.Write, DiskOperation.Flush,
                DiskOperation.Create, DiskOperation.Write, DiskOperation.Flush, DiskOperation.Rename, DiskOperation.FlushDirectory,
                DiskOperation.Write, DiskOperation.Flush,
            ],
            disk.Steps.Select(step => step.Operation));
    }

    [Fact]
    public void Kill_AtAnyStep_LosesNothingRecorded() => CheckEveryStep(disk => disk.Kill());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void PowerCut_AtAnyStep_LosesNothingRecorded(int seed) => CheckEveryStep(disk => disk.CutPower(new Random(seed)));

    private void CheckEveryStep(Action<MemoryDisk> afterwards)
    {
        var steps = Steps();
        for (var at = 1; at <= steps; at++)
        {
            foreach (var portion in Portions) CheckCrash(at, portion, afterwards);
        }
    }

    private int Steps()
    {
        var disk = new MemoryDisk();
        using var run = Open(disk);
        disk.Steps.Clear();
        DoTurns(run);
        return disk.Steps.Count;
    }

    private void CheckCrash(int at, double portion, Action<MemoryDisk> afterwards)
    {
        var disk = new MemoryDisk();
        using var run = Open(disk);
        disk.Steps.Clear();
        disk.Faults = step => step.Number == at ? DiskFault.Kill(portion) : DiskFault.None;
        Assert.Throws<KilledException>(() => DoTurns(run));
        afterwards(disk);

        disk.Faults = _ => DiskFault.None;
        Assert.True(run.TryOpen());
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));
        run.AppendAsTheDaemonDoes(2);
        disk.CutPower(new Random(at));
        Assert.True(run.TryOpen());
    }

    private CrashRun Open(MemoryDisk disk)
    {
        disk.Put(FactJournal.FileName, contents);
        var run = new CrashRun(2, disk, recorded);
        Assert.True(run.TryOpen());
        return run;
    }

    private static void DoTurns(CrashRun run)
    {
        Assert.True(run.AppendAsTheDaemonDoes(3));
        Assert.False(run.AppendAsTheDaemonDoes(2));
    }
}
