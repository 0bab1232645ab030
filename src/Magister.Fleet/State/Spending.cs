namespace Magister.Fleet;

/// <summary>The past and expected cost of the fleet in the current day and month (UTC).</summary>
/// <param name="Today">USD since midnight.</param>
/// <param name="Month">USD since the first of the month.</param>
/// <param name="MonthForecast">USD for the whole month if the fleet stays as it is.</param>
public sealed record Spending(double Today, double Month, double MonthForecast)
{
    public static Spending Compute(FleetState fleet, DateTimeOffset now)
    {
        var day = CostTime.DayOf(now);
        var month = CostTime.MonthOf(day);
        var (today, thisMonth) = (fleet.CostSince(day, now), fleet.CostSince(month, now));
        return new Spending(today, thisMonth, thisMonth + (fleet.CostPerHour * (CostTime.StartOf(month.AddMonths(1)) - now).TotalHours));
    }
}
