
namespace Magister.Events;

/// <summary>A recorded fact, as shown.</summary>
internal sealed record FleetEvent
{
    /// <summary>The fact's number, counting up from 1, the first ever recorded.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="EventKinds.All"/>.</summary>
    public required string Kind { get; init; }

    public long? InstanceId { get; init; }

    public long? OfferId { get; init; }

    public long? MachineId { get; init; }

    public string? Gpu { get; init; }

    /// <summary>The name of the operator's token; null if no operator did it, or if the name is unknown.</summary>
    public string? By { get; init; }

    /// <summary>What happened, in the words of the log.</summary>
    public required string Text { get; init; }

    /// <summary>The event for a change of the fleet.</summary>
    /// <param name="text">Its text, without secrets.</param>
    public static FleetEvent Create(FleetChange change, string text) => new()
    {
        Id = change.Recorded.Sequence,
        At = change.Recorded.At,
        Kind = EventKinds.Find(change.Fact),
        InstanceId = change.InstanceId,
        OfferId = change.OfferId,
        MachineId = change.Offer?.MachineId,
        Gpu = change.Offer?.GpuName,
        By = change.By,
        Text = text,
    };
}
