using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Hosts that ask for a higher price from the end of the contract on, and take that back.</summary>
internal sealed class Hosts(World world, Random random)
{
    public void AskForMore()
    {
        if (world.Books.Ours.ToArray() is not { Length: > 0 } ours) return;
        var id = random.Pick(ours).Id;
        world.Tally.Count("mischief", "a host asks for more");
        world.Market.RaisePrice(id, random.Between(0.4, 1), random.AnySeconds(3600, 30_000));
    }
}
