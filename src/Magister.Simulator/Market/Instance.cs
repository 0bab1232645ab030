namespace Magister.Simulator.Market;

/// <summary>A rented machine, from the rent until it is gone. Only the market changes it.</summary>
internal sealed class Instance
{
    public required long Id { get; init; }
    public required Offer Offer { get; init; }
    public required RentRequest Request { get; set; }
    public required GpuModel Gpu { get; init; }
    public required double BasePrice { get; set; }
    public required bool IsBid { get; init; }

    /// <summary>The least bid for its offer after the last move.</summary>
    public required double MinBid { get; set; }

    /// <summary>When the least bid moves next.</summary>
    public DateTimeOffset? BidMovesAt { get; set; }

    /// <summary>Whether it is stopped because the least bid is above its own.</summary>
    public bool IsOutbid { get; set; }
    public required DateTimeOffset RentedAt { get; init; }
    public required DateTimeOffset EndDate { get; init; }
    public required Meter Meter { get; init; }

    /// <summary>The ordinal of the call that rented it; 0 if the admin put it there.</summary>
    public required long RentCall { get; init; }

    /// <summary>Whether the admin put it on the account; it is then on no offer of the market.</summary>
    public required bool IsTenant { get; init; }

    /// <summary>Its position in the order of all births and ends, so that peaks are exact even at equal times.</summary>
    public required long BornStep { get; init; }
    public required DateTimeOffset ListedFrom { get; init; }

    /// <summary>What it costs an hour from each time on, GPU and storage separately.</summary>
    public List<(DateTimeOffset From, double Gpu, double Disk)> Rates { get; } = [];

    public string? Label { get; set; }
    public string? Status { get; set; }
    public string? StatusMessage { get; set; }
    public string TargetState { get; set; } = InstanceStatus.Running;
    public DateTimeOffset? RunningSince { get; set; }
    public PriceIncrease? PriceIncrease { get; set; }

    /// <summary>Incremented by each change from outside; steps planned before it no longer apply.</summary>
    public int Plan { get; set; }
    public long? GoneStep { get; set; }
    public DateTimeOffset? GoneAt { get; set; }
    public EndedBy? GoneBy { get; set; }
    public long? DestroyCall { get; set; }

    public Machine Machine => Offer.Machine;
    public string? DropEndpoint => Request.DropEndpoint;
    public bool IsAlive => GoneAt is null;
    public double StoragePrice => Offer.StoragePrice(Request.Disk);
    public double TotalPrice => Math.Round(BasePrice + StoragePrice, 6);

    /// <summary>USD for its GPU and for its storage within a span.</summary>
    public (double Gpu, double Disk) Charged(DateTimeOffset from, DateTimeOffset until)
    {
        var (gpu, disk) = (0.0, 0.0);
        for (var place = 0; place < Rates.Count; place++)
        {
            var begun = Rates[place].From > from ? Rates[place].From : from;
            var end = place + 1 < Rates.Count && Rates[place + 1].From < until ? Rates[place + 1].From : until;
            if (end <= begun) continue;
            gpu += Rates[place].Gpu * (end - begun).TotalHours;
            disk += Rates[place].Disk * (end - begun).TotalHours;
        }

        return (gpu, disk);
    }

    public InstanceRecord Record(DateTimeOffset now) => new()
    {
        InstanceId = Id,
        OfferId = IsTenant ? null : Offer.Id,
        MachineId = Machine.Id,
        HostId = Machine.HostId,
        GpuName = Gpu.Name,
        RentCall = RentCall == 0 ? null : RentCall,
        RentedAt = RentedAt,
        RequestedLabel = Request.Label,
        Label = Label,
        Onstart = Request.Onstart,
        DropEndpoint = DropEndpoint,
        Disk = Request.Disk,
        Request = Request.Json,
        PricePerHour = TotalPrice,
        IsBid = IsBid,
        IsOutbid = IsOutbid,
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
