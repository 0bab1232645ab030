namespace Magister.History;

/// <summary>Condenses many minutes into a few evenly spaced points, so that a bad minute stays visible and a gap stays a gap.</summary>
internal static class HistoryThinning
{
    /// <param name="minutes">Oldest first.</param>
    /// <param name="step">How many minutes become one point: the one with the fewest working, then the fewest alive.</param>
    /// <returns>For each step from the first to the last minute, when it ends, and that minute; null if none is known.</returns>
    public static (int Minute, FleetMinute? Told)[] Thin(FleetMinute[] minutes, int step)
    {
        if (minutes is []) return [];
        var worst = minutes.GroupBy(minute => StepOf(minute.Minute, step))
            .ToDictionary(group => group.Key, group => group.MinBy(minute => (minute.Working, minute.Alive)));
        var (first, last) = (StepOf(minutes[0].Minute, step), StepOf(minutes[^1].Minute, step));

        // A step that is not over ends with its last minute: no point is in the future.
        return [.. Enumerable.Range(first, last - first + 1).Select(at => (Math.Min(at * step, minutes[^1].Minute), worst.TryGetValue(at, out var told) ? told : (FleetMinute?)null))];
    }

    private static int StepOf(int minute, int step) => (minute + step - 1) / step;
}
