namespace Magister.Simulation.Tests.Worlds;

/// <summary>The one clock of a world, and what is to happen when: by time, and in the order of asking where times are equal.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> due = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long order;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public TimeSpan Elapsed => Now - Start;

    public DateTimeOffset? NextAt => due.TryPeek(out _, out var next) ? new DateTimeOffset(next.Ticks, TimeSpan.Zero) : null;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    /// <summary>Where something went on in another thread, which would make of one seed many worlds; null as long as nothing did.</summary>
    public string? Leak { get; private set; }

    public void At(DateTimeOffset at, Action act)
    {
        WatchThread();
        due.Enqueue(act, (Math.Max(at.UtcTicks, Now.UtcTicks), ++order));
    }

    public void WatchThread()
    {
        if (Environment.CurrentManagedThreadId != thread) Leak ??= Environment.StackTrace;
    }

    public void After(TimeSpan wait, Action act) => At(Now + wait, act);

    public void MoveTo(DateTimeOffset at)
    {
        if (at > Now) Now = at;
    }

    public bool TryTake(out Action? act)
    {
        act = null;
        return due.TryPeek(out _, out var next) && next.Ticks <= Now.UtcTicks && due.TryDequeue(out act, out _);
    }
}
