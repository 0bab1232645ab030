using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Lives;

/// <summary>
/// The host's clock as a life sees it: it may differ from the true time, and run faster or slower. Its timers are silent once the life
/// is over.
/// </summary>
/// <param name="rate">How fast it runs; 1 for as fast as the true one.</param>
/// <param name="nap">Sets a timer that only waits for the next look; null to set it as any other.</param>
internal sealed class LifeTime(VirtualTime time, TimeSpan error, Action<Action> run, double rate = 1, Action<Action>? nap = null) : TimeProvider
{
    private DateTimeOffset lostUntil = DateTimeOffset.MinValue;

    public bool IsAhead => lostUntil > time.Now;

    public override long TimestampFrequency => time.TimestampFrequency;

    private DateTimeOffset TrueNow => Fleet.Moments.Later(time.Now, lostUntil);

    public override DateTimeOffset GetUtcNow() => rate is 1 ? TrueNow + error : time.Start + ((TrueNow - time.Start) * rate) + error;

    public override long GetTimestamp() => rate is 1 ? TrueNow.UtcTicks : (long)((TrueNow - time.Start).Ticks * rate);

    /// <summary>What is being done took this long, or the life stood still in the middle of it.</summary>
    /// <returns>When it goes on.</returns>
    public DateTimeOffset Lose(TimeSpan lost) => lostUntil = TrueNow + lost;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Nothing here repeats by itself.");
        var timer = new OneShot(Set, () => run(() => callback(state)));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(TimeSpan dueTime, Action fire)
    {
        if (nap is not null && dueTime == Running.Sharing.SharedFleet.LookEvery) nap(fire);
        else time.After(dueTime / rate, fire);
    }

    private sealed class OneShot(Action<TimeSpan, Action> set, Action fire) : ITimer
    {
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                set(dueTime, () =>
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
