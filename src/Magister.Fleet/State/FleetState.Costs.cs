using Magister.Fleet.Facts;

namespace Magister.Fleet;

public sealed partial record FleetState
{
    /// <summary>All costs until the last fact that changed a price.</summary>
    public CostLedger Costs { get; private init; } = CostLedger.Empty;

    /// <summary>The budgets that drain the fleet, as last configured.</summary>
    public DrainBudgets DrainBudgets { get; private init; } = DrainBudgets.None;

    /// <summary>USD per hour charged now: an instance that is not running pays only for its disk.</summary>
    public double ChargedPerHour => Leases.Values.Sum(lease => lease.ChargedPerHour);

    /// <summary>USD for all days from that one until now.</summary>
    public double CostSince(DateOnly day, DateTimeOffset now)
    {
        var from = CostTime.StartOf(day);
        var settled = Costs.Days.Reverse().TakeWhile(cost => cost.Key >= day).Sum(cost => cost.Value);
        return (double)settled + Leases.Values.Sum(lease => lease.ChargedPerHour * Math.Max(0, (now - Moments.Later(lease.CostedFrom, from)).TotalHours));
    }

    /// <summary>The ledger including what living instances have cost until now.</summary>
    public CostLedger CostsAt(DateTimeOffset now) => Leases.Values.Aggregate(Costs, (costs, lease) => costs.Add(lease, lease.CostedFrom, now, Leases.Count));

    // For changes that may affect the price: the old one applied until now. A clock that was set back takes nothing back.
    private FleetState ChangeCosted(long instanceId, DateTimeOffset at, Func<Lease, Lease> change)
    {
        if (!Leases.TryGetValue(instanceId, out var lease)) return this;
        var costed = at > lease.CostedFrom ? lease with { CostedUntil = at } : lease;
        return Settled(lease, at).Changed(lease, change(costed));
    }

    private FleetState Settled(Lease lease, DateTimeOffset until) =>
        (this with { Costs = Costs.Add(lease, lease.CostedFrom, until, Leases.Count) }).WithTime(lease, until);

    private FleetState WithDrainBudgets(DrainBudgetsSet set, DateTimeOffset at)
    {
        var day = CostTime.DayOf(at);
        return this with { DrainBudgets = new(Budget(set.PerDay, DrainBudgets.Day, day, at), Budget(set.PerMonth, DrainBudgets.Month, CostTime.MonthOf(day), at)) };
    }

    private DrainBudget? Budget(double? usd, DrainBudget? was, DateOnly period, DateTimeOffset at) =>
        usd is not { } most ? null : was?.Usd == most ? was : new(most, CostSince(period, at) >= most ? period : null);

    private FleetState WithBill(BillRead bill, DateTimeOffset at)
    {
        var settled = Leases.Keys.Aggregate(this, (state, instanceId) => state.ChangeCosted(instanceId, at, lease => lease));
        return settled with { Costs = settled.Costs.Bill(bill.Day, bill.Charges) };
    }

    // An instance that disappeared stopped costing when lists first lacked it.
    private FleetState SettledAtEnd(Lease lease, LeaseEnd end, DateTimeOffset at)
    {
        var settled = Settled(lease, end is LeaseEnd.Gone ? lease.MissingSince ?? at : at);
        return settled with { Costs = settled.Costs.Close(lease, LeaseOutcomes.Determine(lease, end), at) };
    }
}
