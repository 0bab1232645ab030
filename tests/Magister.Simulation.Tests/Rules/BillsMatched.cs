using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Once a day's bill was read, the cost that Magister states for each instance on that day is what the market charged for it, and no
/// instance that it knew is missing.
/// </summary>
internal sealed class BillsMatched(World world) : Rule(world)
{
    /// <summary>USD for one instance and day: a bill is rounded to a tenth of a cent.</summary>
    private const double Rounding = 0.001;

    private readonly HashSet<DateOnly> billed = [];
    private readonly HashSet<long> known = [];
    private readonly HashSet<long> givenAway = [];
    private FleetState? last;

    public override void LostDirectory()
    {
        billed.Clear();
        known.Clear();
        last = null;
    }

    public override void Turned(Life life) => last = life.State;

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case BillRead bill: billed.Add(bill.Day); break;
            case RentAccepted rent: known.Add(rent.InstanceId); break;
            case Adopted adopted: known.Add(adopted.InstanceId); break;
            case Released released: givenAway.Add(released.InstanceId); break;
            default: break;
        }
    }

    public override void WorldEnded()
    {
        // A fast clock is an hour ahead by midnight, and has read the bill of a day that is not over.
        if (last is null || World.Plan.Sharing is { ClockRate: > 0 }) return;
        foreach (var day in billed)
        {
            var (from, until) = (CostTime.StartOf(day), CostTime.StartOf(day.AddDays(1)));
            foreach (var row in last.Costs.Rows.Values.Where(row => row.Day == day && row.WasGivenAway is not true)) Compare(row, World.Market.ChargedFor(row.InstanceId, from, until));
            foreach (var instanceId in known.Except(givenAway)) Demand(last.Costs.Rows.ContainsKey((day, instanceId)) || World.Market.ChargedFor(instanceId, from, until) <= Rounding, $"instance {instanceId} is missing from Magister's account of {day:yyyy-MM-dd}");
            World.Tally.Count("bill: days matched", 1);
        }
    }

    private void Compare(CostRow row, double charged)
    {
        World.Tally.Count("bill: USD charged", charged);
        World.Tally.Count("bill: USD counted wrongly before it was read", Math.Abs(row.CountedUsd - charged));
        Demand(Math.Abs(row.Usd - charged) <= Rounding, $"instance {row.InstanceId} cost {row.Usd:0.0000} USD on {row.Day:yyyy-MM-dd} by Magister's account, and the market took {charged:0.0000}");
    }
}
