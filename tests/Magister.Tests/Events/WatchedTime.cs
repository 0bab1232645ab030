using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Events;

/// <summary>A clock that moves when a test says so, and counts the timers that it has started.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(Facts.Epoch)
{
    private int timersBegun;

    public int TimersBegun => timersBegun;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref timersBegun);
        return timer;
    }
}
