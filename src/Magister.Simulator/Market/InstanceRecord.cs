namespace Magister.Simulator.Market;

/// <summary>What the market knows of one instance, alive or gone.</summary>
public sealed record InstanceRecord
{
    /// <summary>The instance's id.</summary>
    public required long InstanceId { get; init; }

    /// <summary>The offer it was rented from; null for one that the admin put on the account.</summary>
    public required long? OfferId { get; init; }

    /// <summary>The machine it is on.</summary>
    public required long MachineId { get; init; }

    /// <summary>The host that owns the machine.</summary>
    public required long HostId { get; init; }

    /// <summary>Its GPU.</summary>
    public required string GpuName { get; init; }

    /// <summary>The ordinal of the call that rented it.</summary>
    public required long? RentCall { get; init; }

    /// <summary>When the rent took effect.</summary>
    public required DateTimeOffset RentedAt { get; init; }

    /// <summary>The label it was rented with.</summary>
    public required string? RequestedLabel { get; init; }

    /// <summary>The label it has now, or had at the end.</summary>
    public required string? Label { get; init; }

    /// <summary>Its onstart script.</summary>
    public required string? Onstart { get; init; }

    /// <summary>The drop endpoint in <see cref="Onstart"/>.</summary>
    public required string? DropEndpoint { get; init; }

    /// <summary>Disk in GB.</summary>
    public required double Disk { get; init; }

    /// <summary>The body of the call that rented it, as JSON.</summary>
    public required string Request { get; init; }

    /// <summary>USD an hour while it runs, disk included.</summary>
    public required double PricePerHour { get; init; }

    /// <summary>Whether it is interruptible.</summary>
    public required bool IsBid { get; init; }

    /// <summary>Whether it is stopped because of a higher bid.</summary>
    public required bool IsOutbid { get; init; }

    /// <summary>USD that it has cost so far.</summary>
    public required double Cost { get; init; }

    /// <summary>Its <c>actual_status</c> now, or at the end.</summary>
    public required string? Status { get; init; }

    /// <summary>Its <c>status_msg</c>.</summary>
    public required string? StatusMessage { get; init; }

    /// <summary>Whether the admin put it on the account.</summary>
    public required bool IsTenant { get; init; }

    /// <summary>The position of its birth in the order of all births and ends.</summary>
    public required long BornStep { get; init; }

    /// <summary>The position of its end in that order; null while it lives.</summary>
    public required long? GoneStep { get; init; }

    /// <summary>When it ended; null while it lives.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    /// <summary>Who ended it.</summary>
    public required EndedBy? GoneBy { get; init; }

    /// <summary>The ordinal of the call that destroyed it.</summary>
    public required long? DestroyCall { get; init; }

    /// <summary>Whether it exists, whatever its status.</summary>
    public bool IsAlive => GoneStep is null;
}
