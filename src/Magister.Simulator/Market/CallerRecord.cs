namespace Magister.Simulator.Market;

/// <summary>A call that a Contemplant, its watch or the Hierophant made to Magister.</summary>
public sealed record CallerRecord
{
    /// <summary>Counts all of them from 1.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The kind of call.</summary>
    public required CallKind Kind { get; init; }

    /// <summary>The instance that it is about.</summary>
    public required long InstanceId { get; init; }

    /// <summary>The URL that was called.</summary>
    public required string Address { get; init; }

    /// <summary>Its body: the reason for a drop, or the last words of a Contemplant that is down.</summary>
    public string? Body { get; init; }

    /// <summary>When the call was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When its answer arrived or it failed.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The status of the answer; null if there was none.</summary>
    public required int? Status { get; init; }

    /// <summary>Whether the answer was 2xx.</summary>
    public bool Succeeded => Status is >= 200 and < 300;
}
