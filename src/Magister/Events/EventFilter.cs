using System.Collections.Immutable;

namespace Magister.Events;

/// <summary>Which events are requested; an unset filter lets all pass.</summary>
internal sealed record EventFilter
{
    public long? InstanceId { get; init; }

    public long? OfferId { get; init; }

    public long? MachineId { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    public bool Wants(FleetEvent candidate) =>
        (InstanceId is null || candidate.InstanceId == InstanceId)
        && (OfferId is null || candidate.OfferId == OfferId)
        && (MachineId is null || candidate.MachineId == MachineId)
        && (Kinds.IsEmpty || Kinds.Contains(candidate.Kind));
}
