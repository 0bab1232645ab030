using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// A bid is never rented on demand, nor the other way round, and never above the cap; and no instance that was stopped for lack of credit
/// goes as outbid while there is no credit, or if the account was known afterwards to have none.
/// </summary>
internal sealed class BidsKept(World world) : Rule(world)
{
    private readonly HashSet<long> begun = [];
    private readonly HashSet<long> stopped = [];
    private readonly HashSet<long> stoppedForCredit = [];

    // Since they last ran: being stopped for another reason after that changes nothing.
    private readonly HashSet<long> outbid = [];
    private readonly HashSet<long> knownToBe = [];

    public override void LostDirectory()
    {
        begun.Clear();
        knownToBe.Clear();
    }

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
        if (book.Truth.Status is Fleet.InstanceStatus.Running or Fleet.InstanceStatus.Loading) outbid.Remove(book.Id);
        if (book.Truth.Status is not Fleet.InstanceStatus.Stopped)
        {
            stopped.Remove(book.Id);
            stoppedForCredit.Remove(book.Id);
            knownToBe.Remove(book.Id);
        }
        else if (stopped.Add(book.Id))
        {
            if (book.Truth.IsOutbid && outbid.Add(book.Id)) World.Tally.Count("market: outbid");
            if (!World.Market.HasCredit && !outbid.Contains(book.Id)) stoppedForCredit.Add(book.Id);
        }
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case Adopted adopted:
                begun.Remove(adopted.InstanceId);
                knownToBe.Remove(adopted.InstanceId);
                break;
            case AccountChecked { CanPay: false }: knownToBe.UnionWith(stoppedForCredit.Where(IsSeenStopped)); break;
            case DestroyIntended { Cause: DestroyCause.Outbid } intended when begun.Add(intended.InstanceId):
                var isForCredit = knownToBe.Contains(intended.InstanceId) || (stoppedForCredit.Contains(intended.InstanceId) && !World.Market.HasCredit);
                Demand(!isForCredit, $"instance {intended.InstanceId} goes as outbid, and was stopped for want of credit");
                break;
            default: break;
        }
    }

    private bool IsSeenStopped(long instanceId) => World.Lives.Current?.State.Leases.GetValueOrDefault(instanceId)?.Status is Fleet.InstanceStatus.Stopped;
}
