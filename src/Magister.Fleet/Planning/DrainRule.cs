using Magister.Fleet.Facts;
using Magister.Fleet.Holds;

namespace Magister.Fleet.Planning;

/// <summary>
/// While the fleet is drained, every instance goes: on an operator's order, or because a budget is spent and <c>over_budget</c> is
/// <c>drain</c>, until that budget's period ends.
/// </summary>
internal static class DrainRule
{
    /// <summary>USD; a smaller difference is rounding.</summary>
    private const double Rounding = 1e-6;

    private const string LiftedBy = "the end of that time, or more for ";

    public static LeaseDecision? Decide(Lease lease, LeaseRules rules) =>
        rules.DrainReason is { } reason ? LeaseDecision.End(lease, DestroyCause.Drained, reason) : null;

    /// <summary>Why every instance goes; null if the fleet is not drained.</summary>
    public static string? Reason(FleetState fleet, DateTimeOffset now) => fleet.Steering.Mode is SteeringMode.Draining
        ? "an operator drains the fleet"
        : Hold(fleet, now) is { Drains: true } hold ? hold.Reason : null;

    /// <summary>The spent budget for which the fleet is drained, or would be had it not been set too late; null if there is none.</summary>
    public static Hold.Budget? Hold(FleetState fleet, DateTimeOffset now)
    {
        var holds = Budgets(fleet, now).Where(budget => budget.Left <= 0).Select(Hold).ToArray();
        return holds.FirstOrDefault(hold => hold.Drains) ?? holds.FirstOrDefault();
    }

    /// <summary>When the first of these budgets will be spent, if it drains and its period does not end first.</summary>
    public static DateTimeOffset? NextAt(FleetState fleet, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var budget in Budgets(fleet, now).Where(budget => budget.Drains))
        {
            var hours = budget.Left / fleet.ChargedPerHour;
            if (hours > 0 && hours < (budget.Period.EndsAt - now).TotalHours) next = Moments.Earlier(next, now + TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));
        }

        return next;
    }

    /// <summary>The configured budgets, if the journal must learn of them before anything is decided by them; null if it knows them.</summary>
    public static DrainBudgetsSet? News(FleetState fleet, FleetSettings settings)
    {
        var configured = settings.DrainsOverBudget ? new DrainBudgetsSet(settings.MaxCostPerDay, settings.MaxCostPerMonth) : new DrainBudgetsSet(null, null);
        return configured == new DrainBudgetsSet(fleet.DrainBudgets.Day?.Usd, fleet.DrainBudgets.Month?.Usd) ? null : configured;
    }

    private static Hold.Budget Hold(SpentBudget budget)
    {
        var (period, consequence) = (budget.Period, budget.Drains
            ? $"every instance is destroyed, and none rented until {budget.Period.EndsAt:yyyy-MM-dd HH:mm} UTC"
            : "that was so when it was set, so nothing is rented and nothing destroyed; magister drain destroys what runs");
        return new($"{period.Setting} is {budget.Budget.Usd:0.##} USD, and {budget.Spent:0.00} are spent: {consequence}", LiftedBy + period.Setting, period.EndsAt) { Drains = budget.Drains };
    }

    private static IEnumerable<SpentBudget> Budgets(FleetState fleet, DateTimeOffset now)
    {
        if (fleet.DrainBudgets.Day is { } ofDay) yield return Of(BudgetPeriod.DayOf(now), ofDay);
        if (fleet.DrainBudgets.Month is { } ofMonth) yield return Of(BudgetPeriod.MonthOf(now), ofMonth);

        SpentBudget Of(BudgetPeriod period, DrainBudget budget) => new(period, budget, period.Spent(fleet, now));
    }

    private sealed record SpentBudget(BudgetPeriod Period, DrainBudget Budget, double Spent)
    {
        public bool Drains => Budget.SpentWhenSet != Period.Begin;

        public double Left => Budget.Usd - Rounding - Spent;
    }
}
