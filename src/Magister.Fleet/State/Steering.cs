namespace Magister.Fleet;

/// <summary>An operator's orders to a running Magister; they survive restarts.</summary>
/// <param name="Mode">What Magister does as a whole.</param>
/// <param name="Since">When that was ordered; null if it never was.</param>
/// <param name="Scaled">The number that an operator set in place of the configuration's; null if the configuration's applies.</param>
public sealed record Steering(SteeringMode Mode, DateTimeOffset? Since, ScaledNumber? Scaled)
{
    /// <summary>No operator has set anything: only the configuration counts.</summary>
    public static readonly Steering None = new(SteeringMode.Running, null, null);

    /// <summary>The operator, by the name of their token; null if unknown.</summary>
    public string? By { get; init; }

    /// <summary>The same under a configuration: an operator's number applies as long as the configuration has the one that it replaced.</summary>
    internal Steering Under(int configured) => Scaled?.Configured == configured ? this : this with { Scaled = null };
}

/// <summary>What Magister does as a whole.</summary>
public enum SteeringMode
{
    /// <summary>It keeps the number of instances.</summary>
    Running,

    /// <summary>Nothing new is rented; everything else continues.</summary>
    Paused,

    /// <summary>Every instance is destroyed, and nothing new is rented.</summary>
    Draining,
}

/// <summary>A number of instances that an operator set in place of the configuration's.</summary>
/// <param name="NumberInstances">At least 1.</param>
/// <param name="Configured">The configuration's number then: once it changes, it is the newer word, and this one is forgotten.</param>
/// <param name="At">When it was set.</param>
public sealed record ScaledNumber(int NumberInstances, int Configured, DateTimeOffset At)
{
    /// <inheritdoc cref="Steering.By"/>
    public string? By { get; init; }
}
