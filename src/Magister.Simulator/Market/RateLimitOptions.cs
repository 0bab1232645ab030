namespace Magister.Simulator.Market;

/// <summary>How a 429 is worded.</summary>
public enum LimitWording
{
    /// <summary>Any of the others, drawn for each answer.</summary>
    Mixed,

    /// <summary>Plain text with the threshold.</summary>
    PlainWithThreshold,

    /// <summary>Plain text without it.</summary>
    Plain,

    /// <summary>JSON with <c>detail</c>.</summary>
    Detail,

    /// <summary>JSON with <c>error</c> and <c>msg</c>.</summary>
    Message,
}

/// <summary>The least time between calls, per endpoint, as Vast documents it.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Whether limits are enforced at all. The default value is true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The default value is 4.5 seconds.</summary>
    public TimeSpan Create { get; init; } = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// How long creates are blocked after one that came too soon, counted from that one; further calls meanwhile do not extend it.
    /// The default value is 12 seconds.
    /// </summary>
    public TimeSpan CreatePenalty { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The default value is 3 seconds.</summary>
    public TimeSpan Destroy { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The default value is 1 second.</summary>
    public TimeSpan List { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The default value is 2 seconds.</summary>
    public TimeSpan Show { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The default value is 6 seconds: 10 a minute.</summary>
    public TimeSpan Search { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The default value is 1 second.</summary>
    public TimeSpan Manage { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How much too soon a call may come. The default value is 0.</summary>
    public TimeSpan Tolerance { get; init; }

    /// <summary>The default value is <see cref="LimitWording.Mixed"/>.</summary>
    public LimitWording Wording { get; init; }

    /// <summary>The least gap of an endpoint; zero for those without a limit.</summary>
    public TimeSpan Gap(VastEndpoint endpoint) => endpoint switch
    {
        VastEndpoint.Create => Create,
        VastEndpoint.Destroy => Destroy,
        VastEndpoint.List => List,
        VastEndpoint.Show => Show,
        VastEndpoint.Search => Search,
        VastEndpoint.Manage => Manage,
        _ => TimeSpan.Zero,
    };
}
