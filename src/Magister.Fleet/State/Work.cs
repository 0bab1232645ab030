namespace Magister.Fleet;

/// <summary>The state of a Contemplant, as reported by the watch in its instance.</summary>
public enum WorkState
{
    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>It is alive and registered with Hierophant.</summary>
    Working,

    /// <summary>It is alive, but Hierophant does not have it.</summary>
    Waiting,

    /// <summary>There is no process.</summary>
    Down,

    /// <summary>The watch itself is no longer heard.</summary>
    Silent,
}

/// <summary>The state of an instance's Contemplant, as reported by its watch.</summary>
/// <param name="Since">When that was first reported.</param>
/// <param name="IdleSince">Since when it has not worked, whatever it did instead; null while it works, or did before it fell silent.</param>
/// <param name="Interval">How often this instance reports.</param>
/// <param name="Restarts">How often it has been restarted.</param>
/// <param name="LastWords">The last meaningful line of its output, from when it was last down.</param>
/// <param name="HasWorked">It has been heard working.</param>
/// <param name="IsRenewed">Its time without work started over after a restart, or after most of the fleet was in trouble. That is done once.</param>
public sealed record Work(
    WorkState State, DateTimeOffset Since, DateTimeOffset? IdleSince, TimeSpan Interval, int Restarts, string? LastWords, bool HasWorked, bool IsRenewed)
{
    /// <summary>How long a report can have waited at another Magister: by then its sender has given up and said more.</summary>
    private static readonly TimeSpan LongestOvertaken = TimeSpan.FromMinutes(5);

    /// <summary>Heard, and not working.</summary>
    public bool IsIdle => State is WorkState.Starting or WorkState.Waiting or WorkState.Down;

    /// <summary>How long the watch may be silent: at least three of its own intervals.</summary>
    public TimeSpan SilenceBorne(TimeSpan silence) => Moments.Longer(silence, 3 * Interval);

    /// <summary>Whether a report says something new. A Contemplant that ends at each start does not cause two facts a minute.</summary>
    public static bool IsNews(Work? was, WorkState reported) =>
        was is null || (was.State != reported && (was.State, reported) is not (WorkState.Down, WorkState.Starting));

    /// <summary>
    /// Whether a report that came by way of another Magister is overtaken: older than the one known to work. Starts are counted from zero
    /// when an instance is rebooted, so this applies only for a while.
    /// </summary>
    public static bool IsOvertaken(Work? was, WorkState reported, int restarts, DateTimeOffset now) =>
        was is { State: WorkState.Working } && now - was.Since < LongestOvertaken
        && reported is not WorkState.Working && (restarts < was.Restarts || (restarts == was.Restarts && reported is WorkState.Starting));

    // The fold is total, whatever a journal contains.
    private static TimeSpan IntervalOf(Facts.WorkReported report) =>
        report.IntervalSecs is >= 0 and < 86_400 and var seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;

    internal static Work After(Work? was, Facts.WorkReported report, DateTimeOffset at)
    {
        var works = report.State is WorkState.Working;
        return new Work(
            report.State, at, works ? null : was?.IdleSince ?? at, IntervalOf(report), report.Restarts,
            report.LastWords ?? was?.LastWords, works || was is { HasWorked: true }, !works && was is { IsRenewed: true });
    }
}
