namespace Magister.Simulator.Market;

/// <summary>A call that a Contemplant or the Hierophant made to Magister.</summary>
public sealed record CallerRecord
{
    /// <summary>Counts all of them from 1.</summary>
    public required long Ordinal { get; init; }

    /// <summary>Whether it is the Hierophant's drop; else a Contemplant's verify.</summary>
    public required bool IsDrop { get; init; }

    /// <summary>The instance that is verified or dropped.</summary>
    public required long InstanceId { get; init; }

    /// <summary>What was called.</summary>
    public required string Address { get; init; }

    /// <summary>The reason that a drop carries.</summary>
    public string? Reason { get; init; }

    /// <summary>When the call was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When its answer came or it failed.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The status of the answer; null where there was none.</summary>
    public required int? Status { get; init; }

    /// <summary>Whether the answer was 2xx.</summary>
    public bool Succeeded => Status is >= 200 and < 300;
}
