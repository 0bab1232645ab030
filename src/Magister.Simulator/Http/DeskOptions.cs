using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>How a server that is down treats calls.</summary>
public enum Downtime
{
    /// <summary>It is up.</summary>
    None,

    /// <summary>It resets the connection of every call; the admin API on the same port stays up.</summary>
    Refuse,

    /// <summary>It answers 503 to every call.</summary>
    Unavailable,
}

/// <summary>How calls are received. All of it can be changed while the simulator runs.</summary>
public sealed record DeskOptions
{
    /// <summary>The key that is accepted. The default value is <c>simulator-key</c>.</summary>
    public string Key { get; init; } = "simulator-key";

    /// <summary>The status of the answer to a wrong key, 401 or 404. The default value is 401.</summary>
    public int WrongKeyStatus { get; init; } = 401;

    /// <summary>Time that each call takes, half of it before its effect. The default value is 0.</summary>
    public DurationRange Latency { get; init; }

    /// <summary>Time between a rent's effect and its answer, beyond the latency. The default value is 0.</summary>
    public TimeSpan RentAnswerDelay { get; init; }

    /// <summary>How far Vast's clock is ahead, in its <c>Date</c> and in the dates of offers and instances. The default value is 0.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Whether the server is down, and how. The default value is <see cref="Downtime.None"/>.</summary>
    public Downtime Down { get; init; }

    /// <summary>The rate limits.</summary>
    public RateLimitOptions Limits { get; init; } = new();
}
