using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Calls at unlikely moments: about rents without an answer, instances that are loading or gone, and unknown offers.</summary>
internal sealed class StrayCalls(World world, Random random)
{
    private readonly List<long> seen = [];

    public void Call()
    {
        world.Tally.Count("mischief", "a stray call");
        var offer = Offer();
        seen.Add(offer);
        var isDrop = random.Hits(0.6);
        world.Callers.Make(isDrop ? new CallerCall.Drop(0, CallAddress.Drop(offer), Reason()) : new CallerCall.Verify(0, CallAddress.Verify(offer)));
    }

    private long Offer()
    {
        var pending = world.Lives.Current?.State.Rents.Keys.ToArray() ?? [];
        return random.Next(4) switch
        {
            0 when seen.Count > 0 => random.Pick(seen),
            1 when world.Books.Ours.Count > 0 => world.Books.Ours.ElementAt(random.Next(world.Books.Ours.Count)).OfferId!.Value,
            2 => random.Next(1, 1_000_000),
            _ => pending.Length > 0 ? random.Pick(pending) : random.Next(1, 1_000_000),
        };
    }

    private string Reason() => random.Hits(0.5) ? "" : "asked by a person";
}
