using Magister.Simulation.Tests.Rules;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>The one clock of a world, and its scheduled actions: by time, and at equal times in the order of scheduling.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>Fifty times what the busiest of 60 worlds took; a caller that calls twice each time it is answered would otherwise never end.</summary>
    private const int MaxTakenAnHour = 5_000_000;

    private readonly PriorityQueue<Action, (long Ticks, long Order)> due = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private (DateTimeOffset Since, int Count) taken = (start, 0);
    private long order;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public TimeSpan Elapsed => Now - Start;

    public DateTimeOffset? NextAt => due.TryPeek(out _, out var next) ? new DateTimeOffset(next.Ticks, TimeSpan.Zero) : null;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    /// <summary>Where something ran on another thread, which would turn one seed into many worlds; null if nothing did.</summary>
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
        if (!due.TryPeek(out _, out var next) || next.Ticks > Now.UtcTicks) return false;
        taken = Now - taken.Since < TimeSpan.FromHours(1) ? (taken.Since, taken.Count + 1) : (Now, 1);
        if (taken.Count > MaxTakenAnHour) throw new RuleBrokenException("Endless", $"more than {MaxTakenAnHour} actions within an hour, since {taken.Since:u}");
        return due.TryDequeue(out act, out _);
    }
}
