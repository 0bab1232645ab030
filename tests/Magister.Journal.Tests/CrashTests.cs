using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

/// <summary>Kills and power cuts at every disk call of the journal: before, halfway through and after it.</summary>
public sealed class CrashTests
{
    private static readonly double[] Portions = [0, 0.3, 0.8, 1];

    /// <summary>Whether snapshots are written in the background while the journal grows.</summary>
    private static readonly bool[] Sides = [false, true];

    [Fact]
    public void Kill_AtAnyStep_LosesNothingRecorded()
    {
        foreach (var beside in Sides)
        {
            for (var step = 1; step <= StepsOfScript(beside); step++)
            {
                foreach (var portion in Portions) CheckCrash(step, portion, beside, afterwards: disk => disk.Kill());
            }
        }
    }

    [Fact]
    public void PowerCut_AtAnyStep_LosesNothingRecorded()
    {
        foreach (var beside in Sides)
        {
            for (var step = 1; step <= StepsOfScript(beside); step++)
            {
                foreach (var portion in Portions)
                {
                    for (var seed = 0; seed < 4; seed++)
                    {
                        var random = new Random(seed);
                        CheckCrash(step, portion, beside, afterwards: disk => disk.CutPower(random));
                    }
                }
            }
        }
    }

    [Fact]
    public void Kill_InAFailedAppendAndAPowerCutLater_LoseNothingRecorded()
    {
        // A failed flush leaves bytes that can be read but are not on disk. The next opening of the journal must not trust them.
        var disk = new MemoryDisk();
        using var run = new CrashRun(1, disk);
        Assert.True(run.TryOpen());
        Assert.True(run.TryAppend(5));
        disk.Faults = step => step.Operation switch
        {
            DiskOperation.Flush => DiskFault.Fail(),
            DiskOperation.Truncate => DiskFault.Kill(0),
            _ => DiskFault.None,
        };
        Assert.Throws<KilledException>(() => run.TryAppend(3));
        disk.Faults = _ => DiskFault.None;
        Assert.True(run.TryOpen());
        Assert.InRange(run.LastSequence, 8, 12);
        Assert.True(run.TryAppend(3));
        disk.CutPower(new Random(1));
        Assert.True(run.TryOpen());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Crashes_AndFailuresAtRandom_LoseNothingRecorded(int seed)
    {
        var random = new Random(seed);
        var faultRate = random.Next(3) * 0.05;
        var disk = new MemoryDisk { Faults = _ => Draw(random, faultRate) };
        var beside = seed % 2 == 0 ? null : new WorkBeside();
        using var run = new CrashRun(seed, disk) { Beside = beside };
        var isOpen = false;
        for (var i = 0; i < 60; i++)
        {
            try
            {
                if (!isOpen) isOpen = run.TryOpen();
                else if (random.Next(4) == 0) beside?.Do();
                else if (random.Next(6) == 0) run.TryCompact();
                else run.TryAppend(random.Next(1, 5));
            }
            catch (KilledException)
            {
                isOpen = false;
                if (random.Next(2) == 0) disk.CutPower(random);
            }
        }

        disk.Faults = _ => DiskFault.None;
        disk.CutPower(random);
        Assert.True(run.TryOpen());
        Assert.True(run.TryAppend(1));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    private static DiskFault Draw(Random random, double rate) => random.NextDouble() >= rate
        ? DiskFault.None
        : random.Next(2) == 0 ? DiskFault.Kill(random.NextDouble() * 1.5) : DiskFault.Fail(random.NextDouble());

    private static int StepsOfScript(bool beside)
    {
        var disk = new MemoryDisk();
        using var run = RunOn(disk, beside);
        Script(run);
        return disk.Steps.Count;
    }

    private static void Script(CrashRun run)
    {
        Assert.True(run.TryOpen());
        Assert.True(run.TryAppend(3));
        Assert.True(run.TryAppend(1));
        Compact(run);
        Assert.True(run.TryAppend(4));
        Compact(run);
        Assert.True(run.TryAppend(2));
    }

    private static void Compact(CrashRun run)
    {
        if (run.Beside is { } beside)
        {
            Assert.False(run.TryCompact());
            Assert.True(run.TryAppend(2));
            beside.Do();
            Assert.True(run.TryAppend(1));
        }

        Assert.True(run.TryCompact());
    }

    private static CrashRun RunOn(MemoryDisk disk, bool beside) => new(1, disk) { Beside = beside ? new WorkBeside() : null };

    private static void CheckCrash(int at, double portion, bool beside, Action<MemoryDisk> afterwards)
    {
        var disk = new MemoryDisk { Faults = step => step.Number == at ? DiskFault.Kill(portion) : DiskFault.None };
        using var run = RunOn(disk, beside);
        Assert.Throws<KilledException>(() => Script(run));
        afterwards(disk);

        Assert.True(run.TryOpen());
        Assert.Equal(FactJournal.FileName, Assert.Single(disk.Names));
        Assert.True(run.TryAppend(2));
        disk.CutPower(new Random(at));
        Assert.True(run.TryOpen());
        Compact(run);
        disk.CutPower(new Random(at));
        Assert.True(run.TryOpen());
    }
}
