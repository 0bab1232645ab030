namespace Magister.Fleet;

/// <summary>What an operator told a running Magister; it outlives restarts.</summary>
/// <param name="Mode">What it does altogether.</param>
/// <param name="Since">When it was told so; null as long as it never was.</param>
/// <param name="Scaled">The number that an operator put in place of the configuration's; null if the configuration's holds.</param>
public sealed record Steering(SteeringMode Mode, DateTimeOffset? Since, ScaledNumber? Scaled)
{
    /// <summary>No operator has set anything: only the configuration counts.</summary>
    public static readonly Steering None = new(SteeringMode.Running, null, null);

    /// <summary>Who told so, by the name of their token; null if that is not known.</summary>
    public string? By { get; init; }

    /// <summary>The same under a configuration: an operator's number counts as long as the configuration's is the one that it replaced.</summary>
    internal Steering Under(int configured) => Scaled?.Configured == configured ? this : this with { Scaled = null };
}

/// <summary>What Magister does altogether.</summary>
public enum SteeringMode
{
    /// <summary>It keeps the number.</summary>
    Running,

    /// <summary>Nothing new is rented; everything else continues.</summary>
    Paused,

    /// <summary>Every instance is destroyed, and nothing new is rented.</summary>
    Draining,
}

/// <summary>A number of instances that an operator put in place of the configuration's.</summary>
/// <param name="NumberInstances">At least 1.</param>
/// <param name="Configured">The configuration's number then: when it is changed, the newer word counts and this one is forgotten.</param>
/// <param name="At">When.</param>
public sealed record ScaledNumber(int NumberInstances, int Configured, DateTimeOffset At)
{
    /// <inheritdoc cref="Steering.By"/>
    public string? By { get; init; }
}
