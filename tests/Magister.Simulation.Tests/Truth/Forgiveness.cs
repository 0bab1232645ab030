using Magister.Fleet;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Truth;

/// <summary>
/// Where rents came to nothing everywhere and then one works, it was no machine's fault: one failure of each is forgiven, and until then
/// what failed may be tried again.
/// </summary>
internal sealed class Forgiveness(World world)
{
    private FailedRents failed = FailedRents.None;

    /// <summary>The machines that were forgiven a failure since this was last asked.</summary>
    public IEnumerable<long> Take()
    {
        var before = failed;
        failed = world.Lives.Current?.State.FailedRents ?? before;
        return failed.OpenedAt is null && before.FailedTrials > 0 ? before.Row.Select(rent => rent.MachineId) : [];
    }

    public bool MayBeTried(long machineId) =>
        world.Plan.Fleet.BreakerFailures > 0 && failed.OpenedAt is not null && failed.Row.Any(rent => rent.MachineId == machineId);

    public void Forget() => failed = FailedRents.None;
}
