namespace Magister.Fleet;

/// <summary>The earlier or the later of two moments, and the longer of two spans.</summary>
public static class Moments
{
    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The same if either may be missing: then it is the other one.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>The moment that Vast states in seconds since 1970; null if there is none, or none that is possible.</summary>
    public static DateTimeOffset? OfUnixSeconds(double? told) =>
        told is { } seconds && seconds >= 0 && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
