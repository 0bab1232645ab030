using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Among several Magisters that share a fleet, only the database's leader sends what costs money or destroys, and only while its lease
/// lasts there, whatever its own clock says, as long as that clock's rate is right to a tenth.
/// </summary>
internal sealed class OneLeaderActs(World world) : Rule(world)
{
    public override void Left(Sending sending)
    {
        if (World.Lives.Ledger?.Store is not { } store || sending.Endpoint is not (VastEndpoint.Create or VastEndpoint.Destroy)) return;
        Demand(store.LeaderName == Lives.Life.NameOf(sending.Life), $"{sending.Endpoint} {sending.TargetId} is sent by life {sending.Life}, and {store.LeaderName} leads");
        Demand(store.IsLed, $"{sending.Endpoint} {sending.TargetId} is sent by life {sending.Life}, whose lease has ended");
    }
}
