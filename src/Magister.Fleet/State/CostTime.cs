namespace Magister.Fleet;

/// <summary>The days by which costs are counted: UTC.</summary>
public static class CostTime
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads a day such as <c>2026-11-28</c>.</summary>
    public static bool TryRead(string text, out DateOnly day) => DateOnly.TryParseExact(text, Format, out day);

    /// <summary>Writes a day in the same format.</summary>
    public static string Text(DateOnly day) => day.ToString(Format);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The first day of that day's month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The days that a span touches, each with its hours; only the last ones that are kept. None if it ends before it begins.</summary>
    internal static IEnumerable<(DateOnly Day, double Hours)> Days(DateTimeOffset from, DateTimeOffset until)
    {
        var earliest = StartOf(DayOf(until)).AddDays(1 - CostLedger.MaxDays);
        var at = Moments.Later(from, earliest);
        while (at < until)
        {
            var day = DayOf(at);
            var next = Moments.Earlier(StartOf(day.AddDays(1)), until);
            yield return (day, (next - at).TotalHours);
            at = next;
        }
    }
}
