using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// No rent exceeds a budget, counting the agreed prices of everything truly alive and of every rent without an answer; and as long as there
/// is room for the dearest offer that may be rented, no budget holds anything back.
/// </summary>
internal sealed class BudgetsKept(World world) : Rule(world)
{
    private const double Rounding = 0.001;

    private readonly Dictionary<long, double> unanswered = [];
    private readonly Dictionary<long, double> agreed = [];
    private double? perDay;
    private DateTimeOffset? groundlessSince;
    private DateOnly? spentWhenSet;

    // Towards the end of a day the room grows every minute, which is noticed when the next list arrives.
    private TimeSpan DecidedWithin => (2 * World.Plan.Fleet.PollingInterval) + TimeSpan.FromSeconds(120);

    /// <summary>USD an hour, as agreed, for everything truly alive and for rents without an answer.</summary>
    private double Committed => World.Books.Ours.Sum(Agreed) + unanswered.Where(rent => World.Books.Ours.All(book => book.OfferId != rent.Key)).Sum(rent => rent.Value);

    /// <summary>The same without what could not be known in time.</summary>
    private double KnownCommitted => Committed - World.Books.Ours.Where(book => book.WasExcused).Sum(Agreed);

    public override void Began(Life life) => groundlessSince = null;

    public override void LostDirectory()
    {
        unanswered.Clear();
        (perDay, spentWhenSet) = (null, null);
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case RentIntended rent: Rent(rent); break;
            case RentAccepted rent: unanswered.Remove(rent.OfferId); break;
            case RentRefused rent: unanswered.Remove(rent.OfferId); break;
            case RentNeverHappened rent: unanswered.Remove(rent.OfferId); break;
            case DrainBudgetsSet budgets: Set(budgets.PerDay); break;
            case DestroyIntended { Cause: DestroyCause.Drained }: CountDrain(); break;
            default: break;
        }
    }

    public override void Turned(Life life)
    {
        var hold = life.Settings.HasBudget && !World.IsTroubled && life.IsReady ? life.View.Holds.OfType<Hold.Budget>().FirstOrDefault() : null;
        groundlessSince = hold is null || hold.Until <= life.Now || MayHold(life) ? null : groundlessSince ?? Now;
        Demand(
            groundlessSince is null || Now - groundlessSince < DecidedWithin,
            $"{hold?.Reason}: that holds rents back, and there is room for one that costs {life.Settings.Query.CostPerHour}");
    }

    /// <summary>Whether a day's budget is spent and the fleet must be drained for it.</summary>
    public bool MayDrain(Life life) =>
        life.Settings is { DrainsOverBudget: true, MaxCostPerDay: { } most } && spentWhenSet != Day(life) && life.State.CostSince(Day(life), life.Now) >= most - Rounding;

    /// <summary>Whether nothing more may be rented, or no room is left for the dearest offer that may be.</summary>
    public bool MayHold(Life life) => PassedBy(life, Committed + life.Settings.Query.CostPerHour + Rounding) is not null || MayDrain(life)
        || (life.Settings.DrainsOverBudget && spentWhenSet == Day(life));

    private void Rent(RentIntended rent)
    {
        var price = rent.Offer.DphTotal ?? World.Plan.Fleet.Query.CostPerHour;
        (unanswered[rent.Offer.Id], agreed[rent.Offer.Id]) = (price, price);
        if (World.Plan.IsHostile || World.Lives.Current is not { } life) return;
        Demand(PassedBy(life, KnownCommitted - Rounding) is null, $"offer {rent.Offer.Id} is rented for {price} USD an hour, and with it {PassedBy(life, KnownCommitted)}");
    }

    private string? PassedBy(Life life, double perHour)
    {
        if (perHour > life.Settings.MaxCostPerHour) return FormattableString.Invariant($"{perHour:0.####} USD an hour pass {life.Settings.MaxCostPerHour}");
        if (life.Settings.MaxCostPerDay is not { } most) return null;
        var (day, end) = (Day(life), CostTime.StartOf(Day(life).AddDays(1)));
        var total = life.State.CostSince(day, life.Now) + (perHour * (end - life.Now).TotalHours);
        return total > most + Rounding ? FormattableString.Invariant($"{total:0.####} USD of the day pass {most}") : null;
    }

    private void Set(double? budget)
    {
        if (budget == perDay || World.Lives.Current is not { } life) return;
        (perDay, spentWhenSet) = (budget, life.State.CostSince(Day(life), life.Now) >= budget ? Day(life) : null);
    }

    private void CountDrain()
    {
        if (World.Facts.Steering.Mode is not SteeringMode.Draining) World.Tally.Count("budget: drained", 1);
    }

    // Another rule checks for costs above what was agreed.
    private double Agreed(InstanceBook book) => Math.Min(book.Truth.TotalPrice, agreed.GetValueOrDefault(book.OfferId ?? 0, double.MaxValue));

    private static DateOnly Day(Life life) => CostTime.DayOf(life.Now);
}
