using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Vast.Tests.Bench;

/// <summary>A clock that stands still until it is moved, and that knows when its next timer is due.</summary>
internal sealed class VirtualClock : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<VirtualTimer, DateTimeOffset> dues = new();

    public TimeSpan Now => GetUtcNow() - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this);
        timer.Inner = base.CreateTimer(
            told =>
            {
                dues.TryRemove(timer, out _);
                callback(told);
            },
            state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances to the next timer that is due within the horizon; false if there is none.</summary>
    public bool Jump(TimeSpan horizon)
    {
        if (DueWithin(horizon) is not [_, ..] due) return false;
        SetUtcNow(due.Min());
        return true;
    }

    /// <summary>Whether anything waits for a time within the horizon.</summary>
    public bool IsAwaited(TimeSpan horizon) => DueWithin(horizon).Length > 0;

    /// <summary>
    /// Lets time pass, timer by timer, until the task has ended. Timers more than an hour ahead, such as timeouts, do not fire.
    /// </summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await RunAsync((Task)task);
        return await task;
    }

    public async Task RunAsync(Task task)
    {
        var begun = System.GetTimestamp();
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2)));
            if (!task.IsCompleted) Jump(TimeSpan.FromHours(1));
            Assert.True(System.GetElapsedTime(begun) < Patience, "Nothing happens any more.");
        }

        await task;
    }

    /// <summary>Waits in real time for the consequences of the present moment; virtual time stands still meanwhile.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var begun = System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(System.GetElapsedTime(begun) < Patience, "It does not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private DateTimeOffset[] DueWithin(TimeSpan horizon) => [.. dues.Values.Where(due => due <= GetUtcNow() + horizon)];

    private sealed class VirtualTimer(VirtualClock clock) : ITimer
    {
        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) clock.dues.TryRemove(this, out _);
            else clock.dues[this] = clock.GetUtcNow() + dueTime;
            return Inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            clock.dues.TryRemove(this, out _);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
