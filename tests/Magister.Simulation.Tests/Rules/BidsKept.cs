using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// What is bid for is never rented on demand, nor the other way round, and at no more than the cap; and nobody goes as outbid who was stopped
/// for want of credit, as long as there is none.
/// </summary>
internal sealed class BidsKept(World world) : Rule(world)
{
    private readonly HashSet<long> begun = [];
    private readonly HashSet<long> stopped = [];
    private readonly HashSet<long> stoppedForCredit = [];

    public override void LostDirectory() => begun.Clear();

    public override void Born(InstanceBook book)
    {
        if (book.Rent is null) return;
        var (query, bid) = (World.Plan.Fleet.Query, book.Truth.Request.Bid);
        Demand(query.Bidding is null == bid is null, $"instance {book.Id} is rented for a bid of {bid}, where {query.Bidding?.ToString() ?? "nothing"} was to be bid");
        Demand(query.Bidding?.PerHour is not { } set || bid == set, $"instance {book.Id} is rented for a bid of {bid}");
        Demand(!(bid + book.Truth.StoragePrice > query.CostPerHour), $"instance {book.Id} costs {bid} USD an hour and its storage, above the cap");
    }

    public override void Changed(InstanceBook book)
    {
        if (book.Truth.Status is not Fleet.InstanceStatus.Stopped)
        {
            stopped.Remove(book.Id);
            stoppedForCredit.Remove(book.Id);
        }
        else if (stopped.Add(book.Id))
        {
            if (!World.Market.HasCredit) stoppedForCredit.Add(book.Id);
            if (book.Truth.IsOutbid) World.Tally.Count("market: outbid");
        }
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is Adopted adopted) begun.Remove(adopted.InstanceId);
        if (recorded.Fact is not DestroyIntended intended || !begun.Add(intended.InstanceId) || intended.Cause is not DestroyCause.Outbid) return;
        Demand(
            World.Market.HasCredit || !stoppedForCredit.Contains(intended.InstanceId),
            $"instance {intended.InstanceId} goes as outbid, and was stopped for want of credit");
    }
}
