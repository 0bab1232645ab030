using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests;

/// <summary>Facts recorded one after another, and the fleet that they fold to.</summary>
internal sealed class History
{
    private readonly List<Recorded> facts = [];
    private DateTimeOffset now = Epoch;

    public FleetState Fleet { get; private set; } = FleetState.Empty;

    public IReadOnlyList<Recorded> Facts => facts;

    public History At(double seconds)
    {
        now = Build.At(seconds);
        return this;
    }

    public History Record(params Fact[] more)
    {
        foreach (var fact in more)
        {
            var recorded = new Recorded(Fleet.LastSequence + 1, now, fact);
            facts.Add(recorded);
            Fleet = Fleet.Apply(recorded);
        }

        return this;
    }

    /// <summary>An instance rented now; unless an offer is given, its offer has a hundred times the instance's id.</summary>
    public History Lease(long instance, Offer? offer = null, bool verified = false)
    {
        offer ??= Offer(instance * 100);
        Record(new RentIntended(offer), new RentAccepted(offer.Id, instance, false));
        return verified ? Record(new Verified(offer.Id, instance)) : this;
    }

    public History Verified(params long[] instances)
    {
        foreach (var instance in instances) Lease(instance, verified: true);
        return this;
    }

    public History Dropped(long instance, string reason = "") =>
        Record(new DropRequested(Fleet.Leases[instance].OfferId, instance, reason));

    public History Status(long instance, string? status, string? message = null) => Record(new StatusChanged(instance, status, message));

    public History Destroying(long instance, DestroyCause cause = DestroyCause.Dropped) =>
        Record(new DestroyIntended(instance, cause, "as told"));

    public static FleetState Fold(IEnumerable<Recorded> facts) =>
        facts.Aggregate(FleetState.Empty, (state, recorded) => state.Apply(recorded));
}
