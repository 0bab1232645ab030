using Magister.Fleet;

namespace Magister.Running;

/// <summary>
/// Wall-clock time that only moves forward, and evenly: read once at the start and counted on the monotonic clock from there, so that
/// setting the clock while Magister runs kills nothing. It begins no earlier than the last fact of the journal.
/// </summary>
internal sealed class SteadyClock(TimeProvider time, DateTimeOffset notBefore)
{
    private readonly long startTimestamp = time.GetTimestamp();
    private long startTicks = Moments.Later(time.GetUtcNow(), notBefore).UtcTicks;

    public DateTimeOffset Now => new DateTimeOffset(Volatile.Read(ref startTicks), TimeSpan.Zero) + time.GetElapsedTime(startTimestamp);

    /// <summary>Advances to that time unless it is already there: facts may come from another Magister whose clock is ahead of this one.</summary>
    public void NotBefore(DateTimeOffset at)
    {
        if (at > Now) Volatile.Write(ref startTicks, (at - time.GetElapsedTime(startTimestamp)).UtcTicks);
    }
}
