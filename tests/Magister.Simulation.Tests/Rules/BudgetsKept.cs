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
    private readonly Dictionary<Period, Drain> drains = [];
    private DateTimeOffset? groundlessSince;

    // Towards the end of a day the room grows every minute, which is noticed when the next list arrives.
    private TimeSpan DecidedWithin => (2 * World.Plan.Fleet.PollingInterval) + TimeSpan.FromSeconds(120);

    /// <summary>USD an hour, as agreed, for everything truly alive and for rents without an answer.</summary>
    private double Committed => World.Books.Ours.Sum(Agreed) + CommittedUnanswered;

    /// <summary>The same by their contracts, which may be dearer than was agreed: an instance verified before its contract was read is kept.</summary>
    private double CommittedByContract => World.Books.Ours.Sum(book => book.Truth.TotalPrice) + CommittedUnanswered;

    /// <summary>The same as agreed, without what could not be known in time.</summary>
    private double KnownCommitted => Committed - World.Books.Ours.Where(book => book.WasExcused).Sum(Agreed);

    private double CommittedUnanswered => unanswered.Where(rent => World.Books.Ours.All(book => book.OfferId != rent.Key)).Sum(rent => rent.Value);

    public override void Began(Life life) => groundlessSince = null;

    public override void LostDirectory()
    {
        unanswered.Clear();
        drains.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case RentIntended rent: Rent(rent); break;
            case RentAccepted rent: unanswered.Remove(rent.OfferId); break;
            case RentRefused rent: unanswered.Remove(rent.OfferId); break;
            case RentNeverHappened rent: unanswered.Remove(rent.OfferId); break;
            case DrainBudgetsSet budgets:
                Set(Period.Day, budgets.PerDay);
                Set(Period.Month, budgets.PerMonth);
                break;
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

    /// <summary>Whether a day's or a month's budget is spent and the fleet must be drained for it.</summary>
    public bool MayDrain(Life life) => life.Settings.DrainsOverBudget && Budgets(life).Any(budget =>
        !IsSetTooLate(budget.Of, life) && life.State.CostSince(Begin(budget.Of, life), life.Now) >= budget.Usd - Rounding);

    /// <summary>Whether nothing more may be rented, or no room is left for the dearest offer that may be.</summary>
    public bool MayHold(Life life) => PassedBy(life, CommittedByContract + life.Settings.Query.CostPerHour + Rounding) is not null || MayDrain(life)
        || (life.Settings.DrainsOverBudget && Budgets(life).Any(budget => IsSetTooLate(budget.Of, life)));

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
        return Budgets(life).Select(budget => PassedBy(life, budget.Of, budget.Usd, perHour)).FirstOrDefault(passed => passed is not null);
    }

    private static string? PassedBy(Life life, Period period, double most, double perHour)
    {
        var begin = Begin(period, life);
        var end = CostTime.StartOf(period is Period.Day ? begin.AddDays(1) : begin.AddMonths(1));
        var total = life.State.CostSince(begin, life.Now) + (perHour * (end - life.Now).TotalHours);
        return total > most + Rounding ? FormattableString.Invariant($"{total:0.####} USD of the {period} pass {most}") : null;
    }

    private void Set(Period period, double? budget)
    {
        if (budget == drains.GetValueOrDefault(period)?.Usd || World.Lives.Current is not { } life) return;
        var begin = Begin(period, life);
        if (budget is { } most) drains[period] = new(most, life.State.CostSince(begin, life.Now) >= most ? begin : null);
        else drains.Remove(period);
    }

    private bool IsSetTooLate(Period period, Life life) => drains.GetValueOrDefault(period)?.SpentWhenSet == Begin(period, life);

    private static IEnumerable<(Period Of, double Usd)> Budgets(Life life)
    {
        if (life.Settings.MaxCostPerDay is { } ofDay) yield return (Period.Day, ofDay);
        if (life.Settings.MaxCostPerMonth is { } ofMonth) yield return (Period.Month, ofMonth);
    }

    private void CountDrain()
    {
        if (World.Facts.Steering.Mode is SteeringMode.Draining) return;
        World.Tally.Count("budget: drained");
        if (World.Plan.Fleet.MaxCostPerDay is null) World.Tally.Count("budget: drained for a month's");
    }

    // Another rule checks for costs above what was agreed.
    private double Agreed(InstanceBook book) => Math.Min(book.Truth.TotalPrice, agreed.GetValueOrDefault(book.OfferId ?? 0, double.MaxValue));

    private static DateOnly Begin(Period period, Life life)
    {
        var day = CostTime.DayOf(life.Now);
        return period is Period.Day ? day : new DateOnly(day.Year, day.Month, 1);
    }

    private enum Period
    {
        Day,
        Month,
    }

    private sealed record Drain(double Usd, DateOnly? SpentWhenSet);
}
