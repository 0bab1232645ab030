using Magister.Fleet;

namespace Magister.Running;

/// <summary>An input for the loop, and the callback for its answer: null if it cannot be recorded, or the loop has ended.</summary>
internal sealed record Letter(EngineInput Input, Action<CallerReply?>? Reply)
{
    /// <summary>The timestamp of its arrival, if it has already waited.</summary>
    public long? AskedAt { get; init; }
}

/// <summary>The way into the loop: endpoints and the executor put inputs in, and only the loop takes them out.</summary>
/// <param name="elsewhere">Runs what wakes the loop, so that it continues neither in the poster nor in a timer.</param>
internal sealed class Mailbox(Action<Action> elsewhere)
{
    private readonly Lock gate = new();
    private List<Letter> letters = [];
    private TaskCompletionSource? sleep;
    private bool isClosed;

    /// <summary>Posts an input to the loop.</summary>
    /// <param name="reply">Called with the answer by the loop itself, once what follows from the input is on disk.</param>
    public void Post(EngineInput input, Action<CallerReply?>? reply = null)
    {
        bool isTaken;
        lock (gate)
        {
            isTaken = !isClosed;
            if (isTaken) letters.Add(new Letter(input, reply));
        }

        if (isTaken) Wake();
        else reply?.Invoke(null);
    }

    /// <summary>
    /// Posts an input to the loop and waits until what follows from it is on disk. Null if it cannot be recorded, or the loop has ended.
    /// </summary>
    public Task<CallerReply?> AskAsync(EngineInput input, CancellationToken cancellation)
    {
        var reply = new TaskCompletionSource<CallerReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(input, answer => reply.TrySetResult(answer));
        return reply.Task.WaitAsync(cancellation);
    }

    /// <summary>Ends when there is a letter, when the pause is over, or on cancellation. Only for the loop.</summary>
    public async Task SleepAsync(TimeSpan pause, TimeProvider time, CancellationToken cancellation)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            if (letters.Count > 0) return;
            sleep = mine = new TaskCompletionSource();
        }

        // Timers count whole milliseconds: one that fires early would wake the loop for nothing.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds));
        await using var timer = time.CreateTimer(_ => Wake(), null, whole, Timeout.InfiniteTimeSpan);
        await using var registration = cancellation.UnsafeRegister(_ => Wake(), null);
        await mine.Task;
    }

    /// <summary>Everything that has arrived since the last call. Only for the loop.</summary>
    public IReadOnlyList<Letter> TakeAll()
    {
        lock (gate)
        {
            var taken = letters;
            if (taken.Count > 0) letters = [];
            return taken;
        }
    }

    /// <summary>Accepts nothing from now on.</summary>
    public void Close()
    {
        lock (gate) isClosed = true;
    }

    private void Wake()
    {
        TaskCompletionSource? asleep;
        lock (gate) (asleep, sleep) = (sleep, null);
        if (asleep is not null) elsewhere(asleep.SetResult);
    }
}
