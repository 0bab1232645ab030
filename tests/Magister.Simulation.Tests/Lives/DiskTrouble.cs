using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using FaultKind = Magister.Journal.Tests.Support.FaultKind;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Disks that are full or fail for a while, and kills in the middle of a call to one.</summary>
internal sealed class DiskTrouble(World world, Random random)
{
    private MemoryDisk? disk;
    private double failing;

    public MemoryDisk NewDisk()
    {
        var made = new MemoryDisk { Capacity = disk?.Capacity ?? long.MaxValue };
        made.Faults = _ => Draw();
        return disk = made;
    }

    /// <summary>For a while calls fail, or nothing more fits.</summary>
    public void Begin()
    {
        var isFull = random.Hits(0.5);
        world.Log.Say($"the disk {(isFull ? "is full" : "fails")}");
        world.Tally.Count("disk", isFull ? "full" : "failing");
        if (isFull) disk!.Capacity = disk.Used + random.Next(0, 3000);
        else failing = random.Hits(0.5) ? 1 : random.NextDouble();
        world.Time.After(random.AnySeconds(1, 1200), Mend);
    }

    public void Mend()
    {
        disk!.Capacity = long.MaxValue;
        failing = 0;
    }

    private DiskFault Draw()
    {
        if (!world.IsTroubled) return DiskFault.None;
        if (random.Hits(world.Plan.Crashes.Rates.GetValueOrDefault(CrashMoment.InDiskCall))) return DiskFault.Kill(random.NextDouble() * 1.3);
        return random.Hits(failing) ? new DiskFault(FaultKind.Fail, random.NextDouble()) : DiskFault.None;
    }
}
