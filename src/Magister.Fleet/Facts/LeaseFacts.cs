using Magister.Fleet.Market;

namespace Magister.Fleet.Facts;

/// <summary>An unknown instance on the account proved to be ours: it is adopted.</summary>
public sealed record Adopted : Fact
{
    public required long InstanceId { get; init; }

    /// <summary>Read from the drop endpoint in its start script.</summary>
    public required long OfferId { get; init; }

    /// <summary>Its data from the list, as an offer.</summary>
    public required Offer Offer { get; init; }

    /// <summary>When the rent began, according to Vast.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>It is too young to count as verified: a verify is awaited, from its start on.</summary>
    public bool AwaitsVerification { get; init; }

    /// <summary>Set if it is adopted only to be destroyed.</summary>
    public string? DropReason { get; init; }

    /// <summary>Digest of the signature in its start script; null if there is none.</summary>
    public string? SignatureDigest { get; init; }

    /// <summary>Digest of the signature of its watch; null if there is none.</summary>
    public string? PulseDigest { get; init; }
}

/// <summary>An instance is about to be destroyed. On disk before the call leaves; once for each attempt.</summary>
public sealed record DestroyIntended(long InstanceId, DestroyCause Cause, string Reason) : Fact;

/// <summary>An attempt to destroy did not end in a confirmation.</summary>
public sealed record DestroyFailed(long InstanceId, string Reason) : Fact;

/// <summary>Vast confirmed that the instance is gone.</summary>
public sealed record Destroyed(long InstanceId, bool WasGoneAlready) : Fact;

/// <summary>A complete list that proves absence lacks the instance; Vast is asked about it by id before it is given up.</summary>
public sealed record SeenMissing(long InstanceId) : Fact;

/// <summary>A missing instance was seen again.</summary>
public sealed record SeenAgain(long InstanceId) : Fact;

/// <summary>Vast's lists and its answers about this instance prove that it is gone.</summary>
public sealed record ConfirmedGone(long InstanceId) : Fact;

/// <summary>Vast reports a new status.</summary>
public sealed record StatusChanged(long InstanceId, string? Status, string? Message) : Fact;

/// <summary>Vast's list shows a different price, end or hardware for the contract than was known. Values not shown are null.</summary>
/// <param name="PricePerHour">USD.</param>
/// <param name="StoragePerHour">USD of that price for its storage, which is charged even before it runs.</param>
/// <param name="EndDate">Unix seconds; missing in older journals.</param>
/// <param name="IsBid">Whether it is interruptible.</param>
public sealed record ContractSeen(
    long InstanceId, double? PricePerHour, string? GpuName, long? NumGpus, long? MachineId, double? StoragePerHour = null, double? EndDate = null, bool? IsBid = null) : Fact;

/// <summary>Vast reports a pending price increase for the contract, a different one than before, or none any more (null).</summary>
public sealed record PriceIncreaseSeen(long InstanceId, PriceIncrease? Increase) : Fact;

/// <summary>The instance is no longer Magister's, for instance because somebody changed its label. It is left alone.</summary>
public sealed record Released(long InstanceId, string Reason) : Fact;

/// <summary>Why an instance is destroyed.</summary>
public enum DestroyCause
{
    /// <summary>Somebody requested it.</summary>
    Dropped,

    /// <summary>Somebody bid more for its machine, and Vast stopped it.</summary>
    Outbid,

    /// <summary>Nobody verified it in time.</summary>
    MissedDeadline,

    /// <summary>Its status is one from which it never runs again by itself.</summary>
    Unhealthy,

    /// <summary>Its container can never start.</summary>
    BootFailed,

    /// <summary>Its watch reports that its Contemplant does not work.</summary>
    NotWorking,

    /// <summary>Its watch is no longer heard.</summary>
    Silent,

    /// <summary>Hierophant does not have its Contemplant.</summary>
    Absent,

    /// <summary>Its label cannot be set: only the journal knows of it.</summary>
    Unlabelled,

    /// <summary>Its contract costs more than allowed, or is for hardware other than rented.</summary>
    WrongContract,

    /// <summary>There are too many.</summary>
    Surplus,

    /// <summary>The fleet is drained.</summary>
    Drained,

    /// <summary>Its contract is about to end, and Vast would stop it.</summary>
    Expiring,

    /// <summary>A cheaper offer replaces it.</summary>
    Cheaper,
}

/// <summary>Properties that causes share.</summary>
public static class DestroyCauses
{
    /// <summary>The instance itself failed: nobody requested its end, and the contract is as agreed.</summary>
    public static bool IsFailure(this DestroyCause cause) =>
        cause is DestroyCause.MissedDeadline or DestroyCause.Unhealthy or DestroyCause.BootFailed || cause.IsOfWork();

    /// <summary>The machine failed: it is not rented again for a while, longer with each repeat.</summary>
    public static bool IsHeldAgainstMachine(this DestroyCause cause) =>
        cause is not (DestroyCause.Surplus or DestroyCause.Drained or DestroyCause.Unlabelled or DestroyCause.Outbid) && !cause.IsReplacement();

    /// <summary>Nothing is wrong with it: it is destroyed only if something else can replace it.</summary>
    public static bool IsReplacement(this DestroyCause cause) => cause is DestroyCause.Expiring or DestroyCause.Cheaper;

    /// <summary>It is judged by the reports on its Contemplant.</summary>
    public static bool IsOfWork(this DestroyCause cause) => cause is DestroyCause.NotWorking or DestroyCause.Silent or DestroyCause.Absent;
}
