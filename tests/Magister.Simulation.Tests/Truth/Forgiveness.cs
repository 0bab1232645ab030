using Magister.Fleet;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Truth;

/// <summary>
/// If rents failed everywhere and then one works, no machine was at fault: one failure of each is forgiven, and what failed may then be
/// tried again.
/// </summary>
internal sealed class Forgiveness(World world)
{
    private FailedRents failed = FailedRents.None;

    /// <summary>The machines that were forgiven a failure since the last call.</summary>
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
