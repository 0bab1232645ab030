using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>Nothing is rented while the account is known to have less left than <c>credit_floor</c>, and nothing is held back for it while there is more.</summary>
internal sealed class CreditFloorKept(World world) : Rule(world)
{
    private const double Rounding = 0.001;

    private (double Usd, DateTimeOffset At)? told;

    public override void Began(Life life) => told = null;

    public override void ToldCredit(double credit)
    {
        if (credit < World.Plan.Fleet.CreditFloor) World.Tally.Count("credit: below the floor");
        told = (credit, Now);
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is not RentIntended rent || told is not { } known) return;
        Demand(!(known.Usd < World.Plan.Fleet.CreditFloor), $"offer {rent.Offer.Id} is rented while {known.Usd:0.##} USD are left, below {World.Plan.Fleet.CreditFloor}");
    }

    public override void Turned(Life life)
    {
        if (!life.View.Holds.Any(hold => hold is Hold.Credit { KnownBy: null })) return;

        // A program's clock may run faster than the world's.
        var spentMax = told is { } known ? 1.2 * life.State.CostPerHour * (Now - known.At).TotalHours : 0;
        Demand(
            told?.Usd - spentMax < World.Plan.Fleet.CreditFloor + Rounding,
            $"rents are held back for credit_floor {World.Plan.Fleet.CreditFloor}, and the account has {told?.Usd:0.##} USD left");
    }
}
