using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using FaultKind = Magister.Journal.Tests.Support.FaultKind;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Disks that are full or fail for a while, and kills in the middle of a call to one.</summary>
internal sealed class DiskTrouble
{
    private readonly World world;
    private readonly Random random;
    private double failing;

    public DiskTrouble(World world, Random random)
    {
        (this.world, this.random) = (world, random);
        Disk = new MemoryDisk();
        NewDisk();
    }

    public MemoryDisk Disk { get; private set; }

    public void NewDisk() => Disk = new MemoryDisk { Capacity = Disk.Capacity, Faults = _ => Draw() };

    /// <summary>For a while, calls fail or the disk is full.</summary>
    public void Begin()
    {
        var isFull = random.Hits(0.5);
        world.Log.Say($"the disk {(isFull ? "is full" : "fails")}");
        world.Tally.Count("disk", isFull ? "full" : "failing");
        if (isFull) Disk.Capacity = Disk.Used + random.Next(0, 3000);
        else failing = random.Hits(0.5) ? 1 : random.NextDouble();
        world.Time.After(random.AnySeconds(1, 1200), Mend);
    }

    public void Mend()
    {
        Disk.Capacity = long.MaxValue;
        failing = 0;
    }

    private DiskFault Draw()
    {
        if (!world.IsTroubled) return DiskFault.None;
        if (random.Hits(world.Plan.Crashes.Rates.GetValueOrDefault(CrashMoment.InDiskCall))) return DiskFault.Kill(random.NextDouble() * 1.3);
        return random.Hits(failing) ? new DiskFault(FaultKind.Fail, random.NextDouble()) : DiskFault.None;
    }
}
