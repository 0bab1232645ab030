using Magister.Fleet.Market;

namespace Magister.Fleet.Facts;

/// <summary>An instance on the account proved to be ours and was not known: it is taken over.</summary>
public sealed record Adopted : Fact
{
    public required long InstanceId { get; init; }

    /// <summary>Read from the drop endpoint in its start script.</summary>
    public required long OfferId { get; init; }

    /// <summary>What the list tells of it, as an offer.</summary>
    public required Offer Offer { get; init; }

    /// <summary>When the rent began, by Vast's word.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Somebody has yet to verify it, as it is too young to count as verified; waited for since it started.</summary>
    public bool AwaitsVerification { get; init; }

    /// <summary>Set when it is taken over only to be destroyed.</summary>
    public string? DropReason { get; init; }

    /// <summary>Of the signature in its start script; null where there is none.</summary>
    public string? SignatureDigest { get; init; }

    /// <summary>Of the signature of its watch; null where there is none.</summary>
    public string? PulseDigest { get; init; }
}

/// <summary>An instance is about to be destroyed. On disk before the call leaves; once for each try.</summary>
public sealed record DestroyIntended(long InstanceId, DestroyCause Cause, string Reason) : Fact;

/// <summary>A try to destroy did not end in a confirmation.</summary>
public sealed record DestroyFailed(long InstanceId, string Reason) : Fact;

/// <summary>Vast confirmed that the instance is gone.</summary>
public sealed record Destroyed(long InstanceId, bool WasGoneAlready) : Fact;

/// <summary>A complete list that speaks of absence does not have the instance; it is not given up before it was asked for.</summary>
public sealed record SeenMissing(long InstanceId) : Fact;

/// <summary>A missing instance was seen again.</summary>
public sealed record SeenAgain(long InstanceId) : Fact;

/// <summary>Vast, asked for this very instance, does not have it any more.</summary>
public sealed record ConfirmedGone(long InstanceId) : Fact;

/// <summary>Vast reports another status than before.</summary>
public sealed record StatusChanged(long InstanceId, string? Status, string? Message) : Fact;

/// <summary>By Vast's list the contract has another price or end, or stands on other hardware, than was known. What the list does not tell is null.</summary>
/// <param name="PricePerHour">USD.</param>
/// <param name="StoragePerHour">USD, of that price, for its storage, which is charged before it runs, too.</param>
/// <param name="EndDate">Unix seconds; older journals do not tell.</param>
/// <param name="IsBid">Whether it is interruptible.</param>
public sealed record ContractSeen(
    long InstanceId, double? PricePerHour, string? GpuName, long? NumGpus, long? MachineId, double? StoragePerHour = null, double? EndDate = null, bool? IsBid = null) : Fact;

/// <summary>The instance is not Magister's any more, for instance because somebody changed its label. It is left alone.</summary>
public sealed record Released(long InstanceId, string Reason) : Fact;

/// <summary>Why an instance is destroyed.</summary>
public enum DestroyCause
{
    /// <summary>Somebody asked for it.</summary>
    Dropped,

    /// <summary>Somebody bid more for its machine, and Vast stopped it.</summary>
    Outbid,

    /// <summary>Nobody verified it in time.</summary>
    MissedDeadline,

    /// <summary>Its status is one from which it never runs again by itself.</summary>
    Unhealthy,

    /// <summary>Its container can never start.</summary>
    BootFailed,

    /// <summary>Its watch tells that its Contemplant does not work.</summary>
    NotWorking,

    /// <summary>Its watch is not heard any more.</summary>
    Silent,

    /// <summary>Hierophant does not have its Contemplant.</summary>
    Absent,

    /// <summary>Its label cannot be set: a lost journal would lose it.</summary>
    Unlabelled,

    /// <summary>Its contract costs more than it may, or is for other hardware than was rented.</summary>
    WrongContract,

    /// <summary>There are more than wanted.</summary>
    Surplus,

    /// <summary>An operator drains the fleet.</summary>
    Drained,

    /// <summary>Its contract is about to end, and Vast would stop it.</summary>
    Expiring,

    /// <summary>An offer costs so much less that it takes its place.</summary>
    Cheaper,
}

/// <summary>What causes have in common.</summary>
public static class DestroyCauses
{
    /// <summary>The instance itself failed; nobody wanted it gone, and nothing is wrong with what was rented.</summary>
    public static bool IsFailure(this DestroyCause cause) =>
        cause is DestroyCause.MissedDeadline or DestroyCause.Unhealthy or DestroyCause.BootFailed || cause.IsOfWork();

    /// <summary>The machine failed: it is not to be rented again for a while, longer at each repeat.</summary>
    public static bool IsHeldAgainstMachine(this DestroyCause cause) =>
        cause is not (DestroyCause.Surplus or DestroyCause.Drained or DestroyCause.Unlabelled or DestroyCause.Outbid) && !cause.IsReplacement();

    /// <summary>Nothing is wrong with it: it goes only where something else can take its place.</summary>
    public static bool IsReplacement(this DestroyCause cause) => cause is DestroyCause.Expiring or DestroyCause.Cheaper;

    /// <summary>It is judged by what is heard of its Contemplant.</summary>
    public static bool IsOfWork(this DestroyCause cause) => cause is DestroyCause.NotWorking or DestroyCause.Silent or DestroyCause.Absent;
}
