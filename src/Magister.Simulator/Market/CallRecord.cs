namespace Magister.Simulator.Market;

/// <summary>One call to Vast's API and how it went.</summary>
public sealed record CallRecord
{
    /// <summary>Counts all calls from 1.</summary>
    public required long Ordinal { get; init; }

    /// <summary>What was called.</summary>
    public required VastEndpoint Endpoint { get; init; }

    /// <summary>The offer of a create, otherwise the instance.</summary>
    public required long? TargetId { get; init; }

    /// <summary>When the call came in.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>When the answer went out, or the connection was cut.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The status of the answer; null if none was sent.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the market carried it out, whatever the answer said.</summary>
    public bool TookEffect { get; init; }

    /// <summary>The instance that a create made, or the one that was touched.</summary>
    public long? InstanceId { get; init; }

    /// <summary>In a word or two: <c>ok</c>, the error's name, or the fault.</summary>
    public string Outcome { get; init; } = "under way";

    /// <summary>Whether it was answered and refused.</summary>
    public bool WasRejected => Status >= 400;
}
