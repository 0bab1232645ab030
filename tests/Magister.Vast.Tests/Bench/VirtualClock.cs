namespace Magister.Vast.Tests.Bench;

/// <summary>A clock that stands still until it is told, with timers.</summary>
internal sealed class VirtualClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private TimeSpan now;

    public TimeSpan Now
    {
        get
        {
            lock (gate) return now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on to the next timer that is due within the horizon; false when there is none.</summary>
    public bool Jump(TimeSpan horizon)
    {
        VirtualTimer? next;
        lock (gate)
        {
            next = timers.Where(timer => timer.Due is not null && timer.Due <= now + horizon).MinBy(timer => timer.Due);
            if (next is null) return false;
            now = next.Due > now ? next.Due!.Value : now;
            next.Due = null;
        }

        next.Fire();
        return true;
    }

    /// <summary>Whether anybody waits for a moment within the horizon.</summary>
    public bool IsAwaited(TimeSpan horizon)
    {
        lock (gate) return timers.Any(timer => timer.Due is not null && timer.Due <= now + horizon);
    }

    public void Advance(TimeSpan span)
    {
        var end = Now + span;
        while (Jump(end - Now))
        {
        }

        lock (gate) now = end;
    }

    /// <summary>
    /// Lets time pass, timer by timer, until the task has ended. Timers beyond the horizon, such as time limits, do not fire.
    /// </summary>
    public async Task<T> RunAsync<T>(Task<T> task, TimeSpan? horizon = null)
    {
        await RunAsync((Task)task, horizon);
        return await task;
    }

    public async Task RunAsync(Task task, TimeSpan? horizon = null)
    {
        var giveUp = TimeProvider.System.GetTimestamp();
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2)));
            if (!task.IsCompleted) Jump(horizon ?? TimeSpan.FromHours(1));
            Assert.True(TimeProvider.System.GetElapsedTime(giveUp) < Patience, "Nothing happens any more.");
        }

        await task;
    }

    /// <summary>Waits in real time for what follows from the present moment; time stands still meanwhile.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It does not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, Action fire) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                if (!clock.timers.Contains(this)) clock.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
