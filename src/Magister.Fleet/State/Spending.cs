namespace Magister.Fleet;

/// <summary>The past and expected cost of the fleet in the current day and month (UTC).</summary>
/// <param name="Today">USD since midnight.</param>
/// <param name="Month">USD since the first of the month.</param>
/// <param name="DayForecast">USD for the whole day if the fleet stays as it is.</param>
/// <param name="MonthForecast">The same for the whole month.</param>
public sealed record Spending(double Today, double Month, double DayForecast, double MonthForecast)
{
    public static Spending Of(FleetState fleet, DateTimeOffset now)
    {
        var day = CostTime.DayOf(now);
        var month = CostTime.MonthOf(day);
        var (today, thisMonth) = (fleet.CostSince(day, now), fleet.CostSince(month, now));
        return new Spending(
            today, thisMonth, today + (fleet.CostPerHour * HoursUntil(day.AddDays(1), now)), thisMonth + (fleet.CostPerHour * HoursUntil(month.AddMonths(1), now)));
    }

    private static double HoursUntil(DateOnly end, DateTimeOffset now) => (CostTime.StartOf(end) - now).TotalHours;
}
