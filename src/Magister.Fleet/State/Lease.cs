using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>An instance of ours: from the moment Vast charges for it to the moment its end is confirmed.</summary>
public sealed record Lease
{
    public required long InstanceId { get; init; }

    public required long OfferId { get; init; }

    /// <summary>What was rented, with its contract's price and hardware once the list told; for an adopted instance only what the list tells.</summary>
    public required Offer Offer { get; init; }

    /// <summary>What was agreed when it was rented; null if no rent of this journal tells.</summary>
    public RentTerms? Terms { get; init; }

    /// <summary>When Magister learnt of it: its rent's answer, or its adoption. Absence is judged from here.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>When the rent began, as far as known.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Since when somebody is waited for to verify it; null when it counts as verified from the start.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Its deadline was extended by a restart, during which nobody could report. That is done once.</summary>
    public bool IsExtended { get; init; }

    /// <summary>When it was verified, or found old enough to count as verified.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Somebody requested its end.</summary>
    public DropRequest? Drop { get; init; }

    /// <summary>The state of its destruction, once it was intended.</summary>
    public Destruction? Destruction { get; init; }

    /// <summary>Of the signature that it was given; null if it was rented without one.</summary>
    public string? SignatureDigest { get; init; }

    /// <summary>Of the signature that its watch was given; null if it was given none.</summary>
    public string? PulseDigest { get; init; }

    /// <summary>How it comes to its label; null once Vast has shown it with our label.</summary>
    public Labelling? Labelling { get; init; }

    /// <summary>Vast's <c>actual_status</c> as last seen.</summary>
    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    /// <summary>
    /// Since when the status is one from which it does not recover by itself, or, of one that was verified, any but <c>running</c>: then it
    /// does not work.
    /// </summary>
    public DateTimeOffset? UnhealthySince { get; init; }

    /// <summary>
    /// Whether Vast stopped it, interruptible, for a higher bid: whether the account had credit when it was first asked for since. Null while it
    /// is not stopped, or that is not known.
    /// </summary>
    public bool? IsOutbid { get; init; }

    /// <summary>Since when complete lists lack it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>About to be dropped: asked for, or its destruction is intended.</summary>
    public bool ShouldDrop => Drop is not null || Destruction is not null;

    /// <summary>Vast has reported its status at least once; while it is being provisioned, the status is null too.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Vast has shown it running.</summary>
    public bool HasRun { get; init; }

    /// <summary>When Vast showed it running first.</summary>
    public DateTimeOffset? RanFirstAt { get; init; }

    /// <summary>When Vast showed it loading first.</summary>
    public DateTimeOffset? LoadingSince { get; init; }

    /// <summary>When what Vast says of it last changed while it was loading.</summary>
    public DateTimeOffset? ProgressAt { get; init; }

    /// <summary>What its watch tells; null as long as none was heard.</summary>
    public Work? Work { get; init; }

    /// <summary>Since when Hierophant's list has lacked it for too long; null if it has not.</summary>
    public DateTimeOffset? AbsentSince { get; init; }

    /// <summary>The higher price that its host has announced; null if none is pending.</summary>
    public PriceIncrease? PriceIncrease { get; init; }

    /// <summary>Until when its cost is in the ledger; null if nothing of it is, from its start on.</summary>
    public DateTimeOffset? CostedUntil { get; init; }

    /// <summary>USD an hour that Vast charges for it as it is: for its storage alone until it runs. Who reports runs, before a list shows it.</summary>
    public double ChargedPerHour =>
        Offer.SoundPrice(InstanceStatus.ChargesGpu(Status) || (VerifiedAt is not null && !HasRun) ? Offer.DphTotal : Offer.StorageTotalCost) ?? 0;

    /// <summary>From when on its cost is not in the ledger.</summary>
    internal DateTimeOffset CostedFrom => CostedUntil ?? StartedAt;

    /// <summary>When its contract ends and Vast stops it, as agreed at its rent or told by the list; null if that is not known.</summary>
    public DateTimeOffset? EndsAt => Moments.OfUnixSeconds(Offer.EndDate);

    /// <summary>Renting it was not in vain: it is verified and, where a watch tells, has worked.</summary>
    public bool IsProven => VerifiedAt is not null && Work is not { HasWorked: false };

    /// <summary>It does its work as far as anyone can tell: verified, there, to stay, and neither its watch nor Hierophant says otherwise.</summary>
    public bool Works => VerifiedAt is not null && !ShouldDrop && MissingSince is null && !IsFailing
        && (Work is { } work ? work.State is WorkState.Working : AbsentSince is null);

    /// <summary>It is in a bad state, and not merely verified shortly before Vast shows it running.</summary>
    public bool IsFailing => UnhealthySince is not null && (HasRun || !InstanceStatus.IsBooting(Status));

    /// <summary>It is interruptible, and Vast stopped it: for a higher bid, or for want of credit.</summary>
    public bool IsInterrupted => Status is InstanceStatus.Stopped && Offer.IsBid is true;

    // Without a status it may not have been seen at all.
    private bool HasLeftRunning => VerifiedAt is not null && Status is not InstanceStatus.Running && (IsSeen || Status is not null);

    /// <summary>When somebody must have verified it; null when it counts as verified from the start.</summary>
    public DateTimeOffset? VerifyBy(FleetSettings settings) => Planning.VerificationRule.DueAt(this, settings);

    /// <summary>The lease with what follows from its status at that moment.</summary>
    internal Lease WithHealth(DateTimeOffset at) => this with
    {
        HasRun = HasRun || Status is InstanceStatus.Running,
        RanFirstAt = RanFirstAt ?? (Status is InstanceStatus.Running ? at : null),
        UnhealthySince = InstanceStatus.IsUnhealthy(Status) || HasLeftRunning ? UnhealthySince ?? at : null,
        IsOutbid = IsInterrupted ? IsOutbid : null,
    };
}

/// <summary>What was agreed when an instance was rented.</summary>
/// <param name="CostCap">The most that it may cost, USD an hour.</param>
/// <param name="Bid">What was bid, USD an hour without storage; null where it was rented on demand.</param>
public sealed record RentTerms(double CostCap, string? GpuName, long? NumGpus, long? MachineId, double? Bid = null);

/// <summary>A wish to have an instance gone.</summary>
public sealed record DropRequest(DateTimeOffset At, string Reason);

/// <summary>Of an instance that Vast has not shown with our label yet.</summary>
/// <param name="LackedSince">Since when Vast shows it without any label; null as long as it was not seen at all.</param>
/// <param name="Failures">How many attempts to set it failed.</param>
/// <param name="FailedAt">When the last one did.</param>
public sealed record Labelling(DateTimeOffset? LackedSince, int Failures, DateTimeOffset? FailedAt)
{
    public static readonly Labelling NotSeen = new(null, 0, null);
}

/// <summary>The state of the destruction of a lease.</summary>
/// <param name="Cause">Why it was intended first.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Since">When it was intended first.</param>
/// <param name="Attempts">How many tries were intended, this one included.</param>
/// <param name="UnderWay">An attempt has not ended yet.</param>
/// <param name="FailedAt">When the last try failed.</param>
/// <param name="Failure">How it failed.</param>
public sealed record Destruction(
    DestroyCause Cause, string Reason, DateTimeOffset Since, int Attempts, bool UnderWay, DateTimeOffset? FailedAt, string? Failure);

/// <summary>A rent that was intended and whose answer is not recorded: it counts as alive.</summary>
public sealed record PendingRent
{
    public required Offer Offer { get; init; }

    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Set when no answer will come: only a list can settle it.</summary>
    public DateTimeOffset? UncertainSince { get; init; }

    public string? UncertainReason { get; init; }

    /// <summary>The Contemplant was faster than the rent's answer.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public DropRequest? Drop { get; init; }

    /// <inheritdoc cref="Lease.SignatureDigest"/>
    public string? SignatureDigest { get; init; }

    /// <inheritdoc cref="Lease.PulseDigest"/>
    public string? PulseDigest { get; init; }

    /// <inheritdoc cref="RentIntended"/>
    public double? CostCap { get; init; }

    /// <inheritdoc cref="RentIntended"/>
    public double? Bid { get; init; }

    public bool IsUncertain => UncertainSince is not null;
}

/// <summary>How a lease ended.</summary>
public enum LeaseEnd
{
    /// <summary>Magister destroyed it.</summary>
    Destroyed,

    /// <summary>It went by itself, or somebody else destroyed it.</summary>
    Gone,

    /// <summary>It is somebody else's now.</summary>
    Released,
}

/// <summary>
/// The memory of an ended lease: a list that was under way still has it, and a repeated drop gets the same answer. Kept for a day,
/// unless more than <see cref="FleetState.MaxEnded"/> ended since.
/// </summary>
/// <param name="WasDropped">Its end was asked for by <c>/drop</c>.</param>
/// <param name="VerifiedAt">
/// When it was verified, where it was not destroyed: it may come back while it is young, for instance when somebody gives its label back.
/// </param>
/// <param name="SignatureDigest">Of the signature that it was given: anyone who has it may repeat what they said.</param>
/// <param name="Cause">Why it was destroyed; null if that was not begun.</param>
/// <param name="Offer">What was known of it, where it was not destroyed: a list tells less.</param>
public sealed record EndedLease(
    long InstanceId, long OfferId, DateTimeOffset At, LeaseEnd End, bool WasDropped, DateTimeOffset? VerifiedAt = null,
    string? SignatureDigest = null, DestroyCause? Cause = null, Offer? Offer = null);

/// <summary>What is held against a machine.</summary>
/// <param name="MachineId">Vast's id of the machine.</param>
/// <param name="Strikes">How many of its instances were dropped or failed, one after another; 0 where one was outbid alone.</param>
/// <param name="LastStrikeAt">When the last one did, or was outbid.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="HostId">Whose machine it is; null if that is not known.</param>
public sealed record MachineRecord(long MachineId, int Strikes, DateTimeOffset LastStrikeAt, string Reason, long? HostId = null);

/// <summary>How the journal began, which tells whether an earlier one was lost.</summary>
/// <param name="HasRented">A rent was intended: what this journal does not know, it never intended.</param>
/// <param name="AdoptedAt">
/// When the first instance was taken over before any rent was intended: its renter had a journal, and may have rented more.
/// </param>
public sealed record JournalBeginning(bool HasRented, DateTimeOffset? AdoptedAt);

/// <summary>What the account had left when it was asked for.</summary>
/// <param name="Credit">USD.</param>
/// <param name="At">When it was told so.</param>
public sealed record AccountSeen(double Credit, bool CanPay, DateTimeOffset At);
