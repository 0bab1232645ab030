namespace Magister.Tests.Notifications;

/// <summary>The system's clock with timers that fire this many times sooner, and that records how long they were meant to take.</summary>
internal sealed class HurriedTime(int times) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate) return [.. waits];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Hurried(dueTime), period));

    private TimeSpan Hurried(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero) return wait;
        lock (gate) waits.Add(wait);
        return wait / times;
    }

    private sealed class Timer(HurriedTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Hurried(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
