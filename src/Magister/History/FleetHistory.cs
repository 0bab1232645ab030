namespace Magister.History;

/// <summary>
/// The last week, minute by minute, in memory. Minutes in which Magister did not run are missing. Written only by the sampler, read from
/// anywhere.
/// </summary>
internal sealed class FleetHistory
{
    /// <summary>How many minutes are kept: a week.</summary>
    public const int MaxMinutes = 7 * 24 * 60;

    private readonly Lock gate = new();
    private readonly FleetMinute[] ring = new FleetMinute[MaxMinutes];
    private int newest;

    /// <summary>Keeps a minute in place of the one a week before it.</summary>
    /// <returns>False for one that is not later than the last: nothing has changed.</returns>
    public bool Add(FleetMinute minute)
    {
        lock (gate)
        {
            if (minute.Minute <= newest) return false;
            ring[PlaceOf(minute.Minute)] = minute;
            newest = minute.Minute;
            return true;
        }
    }

    /// <summary>The kept minutes, oldest first.</summary>
    /// <param name="most">How many minutes back from the newest.</param>
    public FleetMinute[] Last(int most)
    {
        lock (gate)
        {
            var first = newest - Math.Min(most, MaxMinutes) + 1;
            return newest == 0 ? [] : [.. Enumerable.Range(first, newest - first + 1).Where(IsKept).Select(minute => ring[PlaceOf(minute)])];
        }
    }

    /// <summary>The position of a minute, in memory and in the file.</summary>
    public static int PlaceOf(int minute) => minute % MaxMinutes;

    private bool IsKept(int minute) => ring[PlaceOf(minute)].Minute == minute;
}
