namespace Magister.Fleet;

/// <summary>The state of the complete lists from Vast.</summary>
/// <param name="LastAt">When the last one arrived; null before the first.</param>
/// <param name="UnderWaySince">When the one under way was begun; null if none is. Pacing may make it slow.</param>
/// <param name="Failure">Why the last attempt failed; null after a complete one.</param>
public sealed record Looks(DateTimeOffset? LastAt, DateTimeOffset? UnderWaySince, string? Failure)
{
    /// <summary>How many polling intervals old the last one may be when the next begins.</summary>
    private const int MaxIntervals = 3;

    public static readonly Looks None = new(null, null, null);

    /// <summary>Says that the last one is too old; null if it is not, or the first one is still awaited.</summary>
    public string? Staleness(DateTimeOffset now, TimeSpan pollingInterval) =>
        LastAt is { } last && (UnderWaySince ?? now) - last > MaxIntervals * pollingInterval
            ? $"the last complete list from Vast came {(now - last).TotalSeconds:0} s ago{(Failure is null ? "" : $": {Failure}")}"
            : null;
}
