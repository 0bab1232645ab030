using Magister.Fleet.Facts;

namespace Magister.Fleet;

public sealed partial record FleetState
{
    /// <summary>What everything cost until the last fact that changed a price.</summary>
    public CostLedger Costs { get; private init; } = CostLedger.Empty;

    /// <summary>USD of all days from one on, until now.</summary>
    public double CostSince(DateOnly day, DateTimeOffset now)
    {
        var from = CostTime.StartOf(day);
        var settled = Costs.Days.Reverse().TakeWhile(cost => cost.Key >= day).Sum(cost => cost.Value);
        return (double)settled + Leases.Values.Sum(lease => lease.ChargedPerHour * Math.Max(0, (now - Moments.Later(lease.CostedFrom, from)).TotalHours));
    }

    /// <summary>The ledger with what the living instances cost until now.</summary>
    public CostLedger CostsAt(DateTimeOffset now) => Leases.Values.Aggregate(Costs, (costs, lease) => costs.Add(lease, lease.CostedFrom, now, Leases.Count));

    // Until here its price was what it was.
    private FleetState WithCostOf(long instanceId, DateTimeOffset until) => Leases.TryGetValue(instanceId, out var lease) && until > lease.CostedFrom
        ? (this with { Costs = Costs.Add(lease, lease.CostedFrom, until, Leases.Count) }).Changed(lease, lease with { CostedUntil = until })
        : this;

    private FleetState WithBill(BillRead bill, DateTimeOffset at)
    {
        var settled = Leases.Keys.Aggregate(this, (state, instanceId) => state.WithCostOf(instanceId, at));
        return settled with { Costs = settled.Costs.Bill(bill.Day, bill.Charges) };
    }

    private FleetState WithCostsClosed(Lease lease, LeaseEnd end, DateTimeOffset at)
    {
        // One that disappeared cost nothing any more since lists lacked it.
        var until = end is LeaseEnd.Gone ? lease.MissingSince ?? at : at;
        var settled = WithCostOf(lease.InstanceId, until);
        return settled with { Costs = settled.Costs.Close(lease, LeaseOutcomes.Of(lease, end), at) };
    }
}
