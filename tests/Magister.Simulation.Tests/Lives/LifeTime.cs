using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Lives;

/// <summary>
/// The host's clock as a life sees it: it runs as fast as the true one and may show another time. Its timers are silent once the life is
/// over.
/// </summary>
internal sealed class LifeTime(VirtualTime time, TimeSpan error, Action<Action> run) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.Now + error;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Nothing here repeats by itself.");
        var timer = new OneShot(time, () => run(() => callback(state)));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class OneShot(VirtualTime time, Action fire) : ITimer
    {
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.After(dueTime, () =>
                {
                    if (mine == setting) fire();
                });
            }

            return true;
        }

        public void Dispose() => setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
