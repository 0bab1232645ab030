using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// An instance is replaced by a cheaper offer only in a fleet that is whole, one at a time, and only if there is, or was a moment ago, an
/// offer that is cheaper by enough.
/// </summary>
internal sealed class ReplacedForLess(World world) : Rule(world)
{
    /// <summary>How old an offer may be when it is rented; Vast shows old ones.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(120);

    private readonly Queue<(DateTimeOffset At, double Price)> cheapest = new();

    // An offer that is shown broken may state any price.
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

        // Attempts after the first repeat its decision.
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
