namespace Magister.Fleet;

/// <summary>The budgets that drain the fleet once they are spent.</summary>
public sealed record DrainBudgets(DrainBudget? Day, DrainBudget? Month)
{
    public static readonly DrainBudgets None = new(null, null);
}

/// <summary>A day's or a month's budget that drains the fleet once it is spent.</summary>
/// <param name="Usd">USD.</param>
/// <param name="SpentWhenSet">
/// The first day of the period in which that much had been spent before the budget was set; nothing is drained for it in that period.
/// </param>
public sealed record DrainBudget(double Usd, DateOnly? SpentWhenSet);
