namespace Magister.Vast.Pacing;

/// <summary>
/// Lets the callers of one endpoint through one at a time, first come first served, at its <see cref="EndpointPace"/>. Only the first in
/// the queue waits for the clock, and a slot is taken only when that wait is over, so whoever gives up takes none along.
/// </summary>
internal sealed class EndpointGate(TimeProvider clock, EndpointPace pace)
{
    private static readonly TimeSpan DelayLongest = TimeSpan.FromDays(1);

    private readonly long origin = clock.GetTimestamp();
    private readonly Lock gate = new();
    private EndpointPace pace = pace;
    private Task queueEnd = Task.CompletedTask;

    public EndpointPace Pace
    {
        get
        {
            lock (gate)
            {
                return pace;
            }
        }
    }

    public TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>Ends when the call may leave, or is cancelled.</summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (gate)
        {
            before = queueEnd;
            queueEnd = left.Task;
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
        lock (gate)
        {
            return pace = change(pace, Now);
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
        lock (gate)
        {
            cancellation.ThrowIfCancellationRequested();
            var wait = pace.WaitAt(Now);
            if (wait == TimeSpan.Zero)
            {
                pace = pace.StartedAt(Now);
            }

            return wait;
        }
    }
}
