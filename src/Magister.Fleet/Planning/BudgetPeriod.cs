namespace Magister.Fleet.Planning;

/// <summary>The day or month (UTC) of a budget.</summary>
/// <param name="Setting">Which budget.</param>
/// <param name="End">The first day after it.</param>
internal sealed record BudgetPeriod(string Setting, DateOnly Begin, DateOnly End)
{
    public DateTimeOffset EndsAt => CostTime.StartOf(End);

    public static BudgetPeriod DayOf(DateTimeOffset now)
    {
        var day = CostTime.DayOf(now);
        return new("max_cost_per_day", day, day.AddDays(1));
    }

    public static BudgetPeriod MonthOf(DateTimeOffset now)
    {
        var month = CostTime.MonthOf(CostTime.DayOf(now));
        return new("max_cost_per_month", month, month.AddMonths(1));
    }

    /// <summary>USD spent in it until now.</summary>
    public double Spent(FleetState fleet, DateTimeOffset now) => fleet.CostSince(Begin, now);
}
