namespace Magister.Vast.Pacing;

/// <summary>
/// Lets the callers of one endpoint through one at a time, first come first served, at its <see cref="EndpointPace"/>. Only the first in
/// the queue waits for the clock, and a slot is taken only when that wait is over, so whoever gives up takes none along.
/// </summary>
internal sealed class EndpointGate(TimeProvider clock, EndpointPace pace)
{
    private static readonly TimeSpan DelayLongest = TimeSpan.FromDays(1);

    private readonly long _origin = clock.GetTimestamp();
    private readonly Lock _lock = new();
    private EndpointPace _pace = pace;
    private Task _queueEnd = Task.CompletedTask;

    public EndpointPace Pace
    {
        get
        {
            lock (_lock)
            {
                return _pace;
            }
        }
    }

    public TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>Ends when the call may leave, or is cancelled.</summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            before = _queueEnd;
            _queueEnd = left.Task;
        }

        try
        {
            await before.WaitAsync(cancellation);
            await WaitForStartAsync(cancellation);
        }
        finally
        {
            // Whoever gives up in the middle of the queue leaves it only when those ahead have: the next must not overtake them.
            _ = before.ContinueWith(
                _ => left.SetResult(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>The call that passed is on its way only now.</summary>
    public void Left() => Change((pace, now) => pace.StartedAt(now));

    public EndpointPace Change(Func<EndpointPace, TimeSpan, EndpointPace> change)
    {
        lock (_lock)
        {
            return _pace = change(_pace, Now);
        }
    }

    private async Task WaitForStartAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var wait = TakeSlotOrWait(cancellation);
            if (wait == TimeSpan.Zero)
            {
                return;
            }

            // Timers count whole milliseconds: rounding down would spin through the last one.
            var delay = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            await Task.Delay(delay < DelayLongest ? delay : DelayLongest, clock, cancellation);
        }
    }

    private TimeSpan TakeSlotOrWait(CancellationToken cancellation)
    {
        lock (_lock)
        {
            cancellation.ThrowIfCancellationRequested();
            var wait = _pace.WaitAt(Now);
            if (wait == TimeSpan.Zero)
            {
                _pace = _pace.StartedAt(Now);
            }

            return wait;
        }
    }
}
