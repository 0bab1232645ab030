namespace Magister.Vast.Sending;

/// <summary>
/// When the next call of one endpoint may start: a value that is replaced as calls start and answers arrive. Times are measured from any
/// fixed moment on the monotonic clock.
/// </summary>
internal sealed record EndpointPace
{
    /// <summary>The longest backoff, as a multiple of the first.</summary>
    public const int MaxBackoffGrowth = 12;

    /// <summary>A larger threshold counts as this one: garbled text must not stop an endpoint forever.</summary>
    public static readonly TimeSpan MaxGapLearnt = TimeSpan.FromMinutes(5);

    private const double JitterShare = 0.25;
    private const double MarginShare = 0.02;
    private const double MaxMarginShare = 0.07;
    private static readonly TimeSpan MarginBase = TimeSpan.FromMilliseconds(20);

    /// <summary>The gap that Vast wants to see: as configured, or larger once a 429 has said so.</summary>
    public required TimeSpan Gap { get; init; }

    public required TimeSpan FirstBackoff { get; init; }

    /// <summary>The gap kept temporarily because of a 429 that named none; usually zero.</summary>
    public TimeSpan Backoff { get; private init; }

    /// <summary>The earliest moment for the next call.</summary>
    public TimeSpan NextStart { get; private init; }

    /// <summary>Whether the last answer that says anything about the rate was a 429.</summary>
    public bool IsLimited { get; private init; }

    /// <summary>
    /// From start to start. Vast counts from arrival to arrival, and calls do not all travel equally fast, hence slightly more than the gap.
    /// </summary>
    public TimeSpan Spacing => Longer(Gap + Margin(Gap), Backoff);

    public TimeSpan WaitAt(TimeSpan now) => Longer(NextStart - now, TimeSpan.Zero);

    /// <summary>A call leaves now. Called again later if it was held up on the way, to move the next start on.</summary>
    public EndpointPace StartedAt(TimeSpan now) => this with { NextStart = Longer(NextStart, now + Spacing) };

    /// <summary>No call before that moment.</summary>
    public EndpointPace PostponedTo(TimeSpan moment) => this with { NextStart = Longer(NextStart, moment) };

    /// <summary>An answer other than a 429: the backoff is halved each time, so that the rate recovers slowly.</summary>
    public EndpointPace Accepted()
    {
        var less = Backoff / 2;
        return this with { IsLimited = false, Backoff = less <= FirstBackoff / 4 ? TimeSpan.Zero : less };
    }

    /// <summary>A 429.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="threshold">The gap that its text names, if any.</param>
    /// <param name="chance">Random, from 0 to below 1, for the jitter.</param>
    public EndpointPace LimitedAt(TimeSpan now, TimeSpan? threshold, double chance)
    {
        var named = Shorter(threshold ?? TimeSpan.Zero, MaxGapLearnt);
        if (named > Gap) return (this with { Gap = named, IsLimited = true }).StartedAt(now);

        // A threshold that is kept already explains one 429, by a call that this process knows nothing of (its predecessor's, say).
        // A second one in a row means that keeping it is not enough.
        var isExplained = threshold is not null && !IsLimited;
        return (isExplained ? this with { IsLimited = true } : BackedOffAt(now, chance)).StartedAt(now);
    }

    private EndpointPace BackedOffAt(TimeSpan now, double chance)
    {
        var most = FirstBackoff * MaxBackoffGrowth;
        var backoff = Shorter(Longer(Backoff * 2, FirstBackoff), most);
        var wait = Shorter(backoff * (1 + (JitterShare * chance)), most);
        return this with { IsLimited = true, Backoff = backoff, NextStart = Longer(NextStart, now + wait) };
    }

    private static TimeSpan Margin(TimeSpan gap) =>
        gap == TimeSpan.Zero ? TimeSpan.Zero : Shorter((gap * MarginShare) + MarginBase, gap * MaxMarginShare);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
