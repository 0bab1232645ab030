using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>The program or its whole machine is stopped for a while: its timers wait, and so does everything that reaches it.</summary>
internal sealed class Freezes(World world, Random random)
{
    public void Freeze()
    {
        var length = random.AnySeconds(1, 2 * world.Plan.Fleet.VerificationTimeout.TotalSeconds);
        if (world.Lives.Victim() is not { } life || world.Time.Elapsed + length > world.Plan.TroubleEnds) return;
        world.Tally.Count("mischief", "the program is frozen");
        world.Log.Say($"life {life.Number} is frozen for {length.TotalSeconds:0.0} s");
        life.Freeze(length);
    }
}
