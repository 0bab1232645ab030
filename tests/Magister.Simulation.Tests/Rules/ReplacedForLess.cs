using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// An instance goes for a cheaper offer only from a fleet that is whole, one at a time, and only where there is, or a moment ago was, an offer
/// that is so much cheaper.
/// </summary>
internal sealed class ReplacedForLess(World world) : Rule(world)
{
    /// <summary>An offer may be that old when it is rented, and Vast shows old ones.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(120);

    private readonly Queue<(DateTimeOffset At, double Price)> cheapest = new();

    // What is shown broken may tell any price.
    private bool ArePricesTrue => World.Plan.Market.BrokenOffers == 0;

    public override void Turned(Lives.Life life)
    {
        if (World.Plan.Fleet.ReplaceWhenCheaper is null || (cheapest.TryPeek(out _) && Now - cheapest.Last().At < TimeSpan.FromSeconds(1))) return;
        while (cheapest.TryPeek(out var old) && Now - old.At > Remembered) cheapest.Dequeue();
        cheapest.Enqueue((Now, CheapestNow()));
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is not DestroyIntended { Cause: DestroyCause.Cheaper } intended || World.Lives.Current is not { } life) return;

        // Tries after the first one repeat what was decided then.
        if (life.State.Leases.GetValueOrDefault(intended.InstanceId) is not { Destruction.Attempts: 1 } lease) return;
        World.Tally.Count("replaced for less", 1);
        var others = life.State.Leases.Values.Where(other => other != lease).ToArray();
        Demand(
            life.State.Rents.IsEmpty && others.Length + 1 == life.NumberInstances && others.All(other => other is { ShouldDrop: false, VerifiedAt: not null, MissingSince: null }),
            $"instance {lease.InstanceId} goes for a cheaper offer while the fleet is not whole");
        var most = lease.Offer.DphTotal * (1 - World.Plan.Fleet.ReplaceWhenCheaper!.Value);
        var least = cheapest.Select(seen => seen.Price).Append(CheapestNow()).Min();
        Demand(!ArePricesTrue || most >= least - 0.01, $"instance {lease.InstanceId} costs {lease.Offer.DphTotal:0.####} and goes for a cheaper offer, and none cost less than {least:0.####}");
    }

    private double CheapestNow() => World.Market.Offers() is not { Length: > 0 } offers ? double.MaxValue
        : World.Plan.Fleet.Query.Bidding is { } bidding ? bidding.PerHour ?? offers.Min(offer => offer.MinBid)
        : offers.Min(offer => offer.Price);
}
