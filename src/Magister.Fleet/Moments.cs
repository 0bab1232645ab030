namespace Magister.Fleet;

/// <summary>The earlier and the later of two moments, the longer of two spans.</summary>
public static class Moments
{
    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The same where there may be none: then the other one.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
