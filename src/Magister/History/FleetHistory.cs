using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;

namespace Magister.History;

/// <summary>
/// The last day, minute by minute, in memory. One writer at a time: the journal as it is read at the start, which tells of the runs
/// before, then the sampler. Read by anybody.
/// </summary>
internal sealed class FleetHistory
{
    /// <summary>How many minutes are kept: a day.</summary>
    public const int MaxMinutes = 1440;

    private readonly Lock gate = new();
    private readonly FleetMinute[] ring = new FleetMinute[MaxMinutes];
    private int kept;
    private long? last;
    private int? configured;

    /// <summary>The minutes that are kept, oldest first.</summary>
    public FleetMinute[] Minutes
    {
        get
        {
            lock (gate)
            {
                return last is not { } newest ? [] : [.. Enumerable.Range(0, kept).Select(index => ring[Place(newest - kept + 1 + index)])];
            }
        }
    }

    /// <summary>Takes what the journal tells while it is read. What was wanted it tells from the first start that is in it.</summary>
    public void Replay(ReplayedFact replayed)
    {
        Stood(replayed.Before, replayed.Before.Steering.Scaled?.NumberInstances ?? configured, replayed.Recorded.At);
        if (replayed.Recorded.Fact is Started started) configured = started.NumberInstances;
    }

    /// <summary>The fleet stood like this from the last time that was told until now.</summary>
    /// <param name="wanted">How many instances were wanted meanwhile; null where nothing tells.</param>
    /// <param name="until">A time before the last one changes nothing.</param>
    public void Stood(FleetState fleet, int? wanted, DateTimeOffset until)
    {
        lock (gate)
        {
            var newest = Minute(until);
            last ??= fleet.LastSequence == 0 ? newest : Math.Min(newest, Minute(fleet.LastAt));
            if (newest <= last) return;
            var first = Math.Max(last.Value + 1, newest - MaxMinutes + 1);
            var standing = FleetMinute.Of(fleet, wanted, default);
            for (var minute = first; minute <= newest; minute++) ring[Place(minute)] = standing with { At = End(minute) };
            kept = (int)Math.Min(MaxMinutes, kept + newest - last.Value);
            last = newest;
        }
    }

    /// <summary>How long it is until the next minute ends.</summary>
    public static TimeSpan UntilNext(DateTimeOffset now) => End(Minute(now) + 1) - now;

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private static DateTimeOffset End(long minute) => new(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static int Place(long minute) => (int)(minute % MaxMinutes);
}
