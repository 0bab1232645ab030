using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>The cost of one instance on one day (UTC).</summary>
public sealed record CostRow
{
    public required DateOnly Day { get; init; }

    /// <summary>The instance; for those too old to be kept apart, a number below 0 that encodes their outcome and type of rent.</summary>
    public required long InstanceId { get; init; }

    public long? MachineId { get; init; }

    public long? HostId { get; init; }

    public string? Gpu { get; init; }

    /// <summary>How its rent ended; null while it lasts.</summary>
    public LeaseOutcome? Outcome { get; init; }

    /// <summary>USD by Magister's own count: prices times the hours between its observations of the instance.</summary>
    public double CountedUsd { get; init; }

    /// <summary>USD by Vast's bill for that day; null until it has been read.</summary>
    public double? BilledUsd { get; init; }

    /// <summary>It was given away that day: the bill includes what it cost afterwards and is not used.</summary>
    public bool? WasGivenAway { get; init; }

    /// <summary>It was interruptible; null if it was rented on demand.</summary>
    public bool? IsBid { get; init; }

    /// <summary>How many instances the row covers, if not one.</summary>
    public int? Several { get; init; }

    /// <summary>USD: the billed amount if there is one.</summary>
    public double Usd => BilledUsd ?? CountedUsd;

    public int Contracts => Several ?? 1;
}

/// <summary>How a rent ended, in terms of what its money bought.</summary>
public enum LeaseOutcome
{
    /// <summary>It worked, until it failed or disappeared.</summary>
    Worked,

    /// <summary>It never worked.</summary>
    NeverWorked,

    /// <summary>It worked until somebody dropped it.</summary>
    Dropped,

    /// <summary>There were too many.</summary>
    Surplus,

    /// <summary>The fleet was drained.</summary>
    Drained,

    /// <summary>It is somebody else's now.</summary>
    Released,

    /// <summary>Somebody bid more for its machine.</summary>
    Outbid,
}

/// <summary>Determines outcomes.</summary>
internal static class LeaseOutcomes
{
    public static LeaseOutcome Determine(Lease lease, LeaseEnd end) => (end, lease.Destruction?.Cause) switch
    {
        (LeaseEnd.Released, _) => LeaseOutcome.Released,
        (_, DestroyCause.Surplus) => LeaseOutcome.Surplus,
        (_, DestroyCause.Drained) => LeaseOutcome.Drained,
        (_, DestroyCause.Outbid) => LeaseOutcome.Outbid,
        _ when !lease.IsProven => LeaseOutcome.NeverWorked,
        (_, DestroyCause.Dropped) => LeaseOutcome.Dropped,
        _ => LeaseOutcome.Worked,
    };
}
