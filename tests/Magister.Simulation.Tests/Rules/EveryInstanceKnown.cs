using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Rule 2: at the end of every turn, whatever costs money because of us is a lease or a rent that waits for its answer; after a list that
/// could show it, it is a lease.
/// </summary>
internal sealed class EveryInstanceKnown(World world) : Rule(world)
{
    private TakenList? list;
    private HashSet<long> underWayThen = [];

    public override void Took(TakenList taken)
    {
        if (!taken.IsTrue || World.Lives.Current is not { } life) return;
        list = taken;
        underWayThen = [.. life.State.Rents.Keys.Where(offerId => IsUnderWay(life, offerId))];
    }

    public override void Turned(Life life)
    {
        // As long as the journal accepts nothing, nothing is decided either, and what is known may still be forgotten.
        if (!life.IsRecorded) return;
        foreach (var book in World.Books.Ours)
        {
            Demand(book.Excuse is not null || Knowledge.IsKnown(World, life, book), $"instance {book.Id} of offer {book.OfferId} is neither a lease nor a rent without an answer");
            if (list is not null && CouldShow(list, book)) DemandLease(life, book);
            if (list is not null && CouldShow(list, book)) DemandContract(life, book);
        }

        list = null;
    }

    public override void Ended(Life life) => list = null;

    private void DemandLease(Life life, InstanceBook book)
    {
        // A lie may refuse it before the journal accepts facts again and this is checked.
        var isUnderWay = underWayThen.Contains(book.OfferId!.Value) || IsUnderWay(life, book.OfferId.Value);
        Demand(
            isUnderWay || life.State.Leases.ContainsKey(book.Id),
            $"instance {book.Id} of offer {book.OfferId} was in a list ({Since(list!.BegunAt)}) and is no lease");
    }

    private void DemandContract(Life life, InstanceBook book)
    {
        if (!life.State.Leases.TryGetValue(book.Id, out var lease) || lease.KnownSince >= life.Now) return;
        Demand(
            Math.Abs((lease.Offer.DphTotal ?? 0) - book.Truth.TotalPrice) < 1e-5 && lease.Offer.GpuName == book.Truth.Gpu.Name,
            $"instance {book.Id} costs {book.Truth.TotalPrice:0.######} in truth and is a {book.Truth.Gpu.Name}; known are {lease.Offer.DphTotal ?? 0:0.######} and {lease.Offer.GpuName}");
    }

    // A rent that was under way when the list was taken may have become uncertain in the same turn.
    private static bool IsUnderWay(Life life, long offerId) =>
        life.State.Rents.TryGetValue(offerId, out var rent) && (rent.UncertainSince is not { } since || since >= life.Now);

    private bool CouldShow(TakenList taken, InstanceBook book)
    {
        var window = World.Plan.Fleet.ConsistencyWindow;
        return (book.Truth.Label is Fleet.FleetSettings.Label || (taken.IsOfAllLabels && book.Excuse is null))
            && taken.BegunAt >= book.Truth.ListedFrom
            && taken.BegunAt >= book.OursSince
            && (book.SaidToHaveEndedAt is not { } ended || (taken.BegunAt >= ended + window && World.Plan.ClockError == TimeSpan.Zero));
    }

    private string Since(DateTimeOffset at) => FormattableString.Invariant($"begun at {(at - World.Time.Start).TotalSeconds:0.000} s");
}
