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

    // What may change its price: until here it was what it was. A clock that was set back takes nothing back.
    private FleetState ChangeCosted(long instanceId, DateTimeOffset at, Func<Lease, Lease> change)
    {
        if (!Leases.TryGetValue(instanceId, out var lease)) return this;
        var costed = at > lease.CostedFrom ? lease with { CostedUntil = at } : lease;
        return (this with { Costs = CostsWith(lease, at) }).Changed(lease, change(costed));
    }

    private CostLedger CostsWith(Lease lease, DateTimeOffset until) => Costs.Add(lease, lease.CostedFrom, until, Leases.Count);

    private FleetState WithBill(BillRead bill, DateTimeOffset at)
    {
        var settled = Leases.Keys.Aggregate(this, (state, instanceId) => state.ChangeCosted(instanceId, at, lease => lease));
        return settled with { Costs = settled.Costs.Bill(bill.Day, bill.Charges) };
    }

    // One that disappeared cost nothing any more since lists lacked it.
    private CostLedger CostsAfter(Lease lease, LeaseEnd end, DateTimeOffset at) =>
        CostsWith(lease, end is LeaseEnd.Gone ? lease.MissingSince ?? at : at).Close(lease, LeaseOutcomes.Of(lease, end), at);
}
