namespace Magister.Simulator.Market;

/// <summary>A rented machine, from the rent until it is gone. Only the market changes it.</summary>
internal sealed class Instance
{
    public required long Id { get; init; }
    public required Offer Offer { get; init; }
    public required RentRequest Request { get; init; }
    public required double BasePrice { get; set; }

    /// <summary>What the contract says is the machine's own, unless Vast rented out something else.</summary>
    public required string GpuName { get; init; }
    public required DateTimeOffset RentedAt { get; init; }
    public required DateTimeOffset EndDate { get; init; }
    public required Meter Meter { get; init; }

    /// <summary>The ordinal of the call that rented it; 0 when the admin put it there.</summary>
    public required long RentCall { get; init; }

    /// <summary>Whether it was put on the account by the admin and stands on no offer of the market.</summary>
    public required bool IsTenant { get; init; }

    /// <summary>Place in the order of all births and ends, so that peaks are exact where times are equal.</summary>
    public required long BornStep { get; init; }
    public required DateTimeOffset ListedFrom { get; init; }
    public required string? DropEndpoint { get; init; }

    public string? Label { get; set; }
    public string? Status { get; set; }
    public string? StatusMessage { get; set; }
    public string TargetState { get; set; } = InstanceStatus.Running;
    public DateTimeOffset? RunningSince { get; set; }

    /// <summary>Grows with each change from outside: steps that were planned before it no longer count.</summary>
    public int Plan { get; set; }
    public long? GoneStep { get; set; }
    public DateTimeOffset? GoneAt { get; set; }
    public EndedBy? GoneBy { get; set; }
    public long? DestroyCall { get; set; }

    public Machine Machine => Offer.Machine;
    public bool IsAlive => GoneAt is null;
    public double StoragePrice => Offer.StoragePrice(Request.Disk);
    public double TotalPrice => Math.Round(BasePrice + StoragePrice, 6);

    public InstanceRecord Record(DateTimeOffset now) => new()
    {
        InstanceId = Id,
        OfferId = IsTenant ? null : Offer.Id,
        MachineId = Machine.Id,
        HostId = Machine.HostId,
        GpuName = GpuName,
        RentCall = RentCall == 0 ? null : RentCall,
        RentedAt = RentedAt,
        RequestedLabel = Request.Label,
        Label = Label,
        Onstart = Request.Onstart,
        DropEndpoint = DropEndpoint,
        Disk = Request.Disk,
        Request = Request.Json,
        PricePerHour = TotalPrice,
        Cost = Math.Round(Meter.At(GoneAt ?? now), 9),
        Status = Status,
        StatusMessage = StatusMessage,
        IsTenant = IsTenant,
        BornStep = BornStep,
        GoneStep = GoneStep,
        GoneAt = GoneAt,
        GoneBy = GoneBy,
        DestroyCall = DestroyCall,
    };
}
