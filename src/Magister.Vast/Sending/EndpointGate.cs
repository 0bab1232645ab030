namespace Magister.Vast.Sending;

/// <summary>
/// Lets the callers of one endpoint through one at a time, first come, first served, at its <see cref="EndpointPace"/>. A slot is taken only
/// when its moment has come, so a caller that gives up takes none with it.
/// </summary>
internal sealed class EndpointGate
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider time;
    private readonly long origin;
    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource> queue = [];
    private readonly ITimer timer;
    private EndpointPace pace;

    public EndpointGate(TimeProvider time, EndpointPace pace)
    {
        (this.time, this.pace) = (time, pace);
        origin = time.GetTimestamp();
        timer = time.CreateTimer(_ => LetThrough(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public EndpointPace Pace
    {
        get
        {
            lock (gate) return pace;
        }
    }

    public TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>How long ago the next call in turn could have left.</summary>
    public TimeSpan Overdue => Now - Pace.NextStart is var since && since > TimeSpan.Zero ? since : TimeSpan.Zero;

    /// <summary>Completes when the call may leave, or is cancelled.</summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource();
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            if (queue.Count == 0 && TakeSlot()) return;

            // It continues on the timer, which lets the next one through only once this one has sent its request or awaits something.
            place = queue.AddLast(turn);
            if (queue.Count == 1) SetTimer();
        }

        await using var registration = cancellation.UnsafeRegister(_ => GiveUp(place, cancellation), null);
        await turn.Task;
    }

    /// <summary>The call that passed is leaving only now.</summary>
    public void Left() => Change((pace, now) => pace.StartedAt(now));

    public EndpointPace Change(Func<EndpointPace, TimeSpan, EndpointPace> change)
    {
        lock (gate) return pace = change(pace, Now);
    }

    private void LetThrough()
    {
        while (NextInTurn() is { } next) next.TrySetResult();
    }

    private TaskCompletionSource? NextInTurn()
    {
        lock (gate)
        {
            if (queue.First is not { } first) return null;
            if (!TakeSlot())
            {
                SetTimer();
                return null;
            }

            queue.Remove(first);
            return first.Value;
        }
    }

    private bool TakeSlot()
    {
        if (pace.WaitAt(Now) > TimeSpan.Zero) return false;
        pace = pace.StartedAt(Now);
        return true;
    }

    // Timers count whole milliseconds: rounding down would spin through the last one.
    private void SetTimer()
    {
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(pace.WaitAt(Now).TotalMilliseconds));
        timer.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellation)
    {
        lock (gate) if (place.List is not null) queue.Remove(place);

        place.Value.TrySetCanceled(cancellation);
    }
}
