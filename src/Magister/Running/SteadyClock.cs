using Magister.Fleet;

namespace Magister.Running;

/// <summary>
/// Wall-clock time that only moves forward, and evenly: read once at the start and counted on the monotonic clock from there, so that a
/// clock that is set while Magister runs kills nothing. It begins no earlier than the last fact of the journal.
/// </summary>
internal sealed class SteadyClock(TimeProvider time, DateTimeOffset notBefore)
{
    private readonly long startTimestamp = time.GetTimestamp();
    private readonly DateTimeOffset start = Moments.Later(time.GetUtcNow(), notBefore);

    public DateTimeOffset Now => start + time.GetElapsedTime(startTimestamp);
}
