using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>Two rents of one offer, or on one machine, are never under way at once: Vast may accept both.</summary>
internal sealed class OneRentAtATime(World world) : Rule(world)
{
    public override void Left(Sending sending)
    {
        if (sending.Endpoint is not VastEndpoint.Create) return;
        foreach (var other in World.Books.RentsUnderWay)
        {
            if (other == sending || other.IsOver || other.Directory != sending.Directory) continue;
            Demand(other.TargetId != sending.TargetId, $"offer {sending.TargetId} is rented by life {sending.Life} while life {other.Life}'s rent of it is under way");
            Demand(other.MachineId is null || other.MachineId != sending.MachineId, $"offers {other.TargetId} and {sending.TargetId}, both on machine {sending.MachineId}, are rented at once");
        }
    }
}
