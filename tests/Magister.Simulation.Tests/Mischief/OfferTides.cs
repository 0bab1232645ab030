using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Offers that come, go, and change their price.</summary>
internal sealed class OfferTides(World world, Random random)
{
    public void Supply(int count)
    {
        for (var i = 0; i < count; i++) world.Market.AddOffer(PlanDraw.Gpu, random.Between(0.15, 0.4));
    }

    public void Turn()
    {
        var offers = world.Market.Offers();
        world.Tally.Count("mischief", "offers change");
        if (offers.IsEmpty || random.Hits(0.4)) Supply(random.Next(1, 5));
        else if (random.Hits(0.5)) world.Market.RemoveOffer(random.Pick(offers).OfferId);
        else world.Market.Reprice(random.Pick(offers).OfferId, random.Between(0.1, 1));
    }
}
