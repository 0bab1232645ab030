using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>An instance of ours: from the moment Vast charges for it to the moment its end is confirmed.</summary>
public sealed record Lease
{
    public required long InstanceId { get; init; }

    public required long OfferId { get; init; }

    /// <summary>The rented offer, with the contract's price and hardware once listed; for an adopted instance only what the list shows.</summary>
    public required Offer Offer { get; init; }

    /// <summary>The terms under which it was rented; null if this journal has no rent of it.</summary>
    public RentTerms? Terms { get; init; }

    /// <summary>When Magister learnt of it: from its rent's answer, or by adoption. Absence is judged from here.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>When the rent began, as far as known.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Since when its verify has been awaited; null if it counts as verified from the start.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Its deadline was extended after a restart or trouble of Hierophant's, when nobody could report or work. That is done once.</summary>
    public bool IsExtended { get; init; }

    /// <summary>When it was verified, or found old enough to count as verified.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Somebody requested its end.</summary>
    public DropRequest? Drop { get; init; }

    /// <summary>The state of its destruction, once it was intended.</summary>
    public Destruction? Destruction { get; init; }

    /// <summary>Digest of the signature it was given; null if it was rented without one.</summary>
    public string? SignatureDigest { get; init; }

    /// <summary>Digest of the signature its watch was given; null if it was given none.</summary>
    public string? PulseDigest { get; init; }

    /// <summary>The state of setting its label; null once Vast has shown it with our label.</summary>
    public Labelling? Labelling { get; init; }

    /// <summary>Vast's <c>actual_status</c> as last seen.</summary>
    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    /// <summary>
    /// Since when its status is one from which it does not recover by itself or, once it was verified, any but <c>running</c>: then it does not
    /// work.
    /// </summary>
    public DateTimeOffset? UnhealthySince { get; init; }

    /// <summary>
    /// Whether Vast stopped this interruptible instance for a higher bid: true if the account had credit when first asked afterwards. Null while
    /// it is not stopped, or while that is unknown.
    /// </summary>
    public bool? IsOutbid { get; init; }

    /// <summary>Since when complete lists have lacked it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>It is about to go: its drop is requested, or its destruction intended.</summary>
    public bool ShouldDrop => Drop is not null || Destruction is not null;

    /// <summary>Vast has reported its status at least once; while it is being provisioned, the status is null too.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Vast has shown it running.</summary>
    public bool HasRun { get; init; }

    /// <summary>When Vast first showed it running.</summary>
    public DateTimeOffset? RanFirstAt { get; init; }

    /// <summary>By when it ran: Vast showed it running, or its Contemplant called.</summary>
    public DateTimeOffset? RanBy => Moments.Earlier(RanFirstAt, VerifiedAt);

    /// <summary>When Vast first showed it loading.</summary>
    public DateTimeOffset? LoadingSince { get; init; }

    /// <summary>When Vast's report on it last changed while it was loading.</summary>
    public DateTimeOffset? ProgressAt { get; init; }

    /// <summary>The reports of its watch; null until one is heard.</summary>
    public Work? Work { get; init; }

    /// <summary>Since when Hierophant's list has lacked it for too long; null if it has not.</summary>
    public DateTimeOffset? AbsentSince { get; init; }

    /// <summary>The proofs of its Contemplant, as last recorded; null before the first.</summary>
    public ProofCount? Proofs { get; init; }

    /// <summary>The price increase announced by its host; null if none is pending.</summary>
    public PriceIncrease? PriceIncrease { get; init; }

    /// <summary>Until when its cost is in the ledger; null if none of it is yet.</summary>
    public DateTimeOffset? CostedUntil { get; init; }

    /// <summary>USD per hour that Vast charges for it now: storage alone until it runs. One that reports runs, even before a list shows it.</summary>
    public double ChargedPerHour =>
        Offer.SoundPrice(InstanceStatus.ChargesGpu(Status) || (VerifiedAt is not null && !HasRun) ? Offer.DphTotal : Offer.StorageTotalCost) ?? 0;

    /// <summary>From when on its cost is not yet in the ledger.</summary>
    internal DateTimeOffset CostedFrom => CostedUntil ?? StartedAt;

    /// <summary>When its contract ends and Vast stops it, as agreed at its rent or shown by the list; null if unknown.</summary>
    public DateTimeOffset? EndsAt => Moments.OfUnixSeconds(Offer.EndDate);

    /// <summary>The rent paid off: it is verified and, if a watch reports, has worked.</summary>
    public bool IsProven => VerifiedAt is not null && Work is not { HasWorked: false };

    /// <summary>It works as far as anyone can tell: verified, there, not about to go, and neither its watch nor Hierophant says otherwise.</summary>
    public bool Works => VerifiedAt is not null && !ShouldDrop && MissingSince is null && !IsFailing
        && (Work is { } work ? work.State is WorkState.Working : AbsentSince is null);

    /// <summary>It is in a bad state, and not merely verified shortly before Vast shows it running.</summary>
    public bool IsFailing => UnhealthySince is not null && (HasRun || !InstanceStatus.IsBooting(Status));

    /// <summary>It is interruptible, and Vast stopped it: for a higher bid, or for lack of credit.</summary>
    public bool IsInterrupted => Status is InstanceStatus.Stopped && Offer.IsBid is true;

    // Without a status it may not have been seen at all.
    private bool HasLeftRunning => VerifiedAt is not null && Status is not InstanceStatus.Running && (IsSeen || Status is not null);

    /// <summary>When it must have been verified; null if it counts as verified from the start.</summary>
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

/// <summary>How many proofs a Contemplant had completed since it registered with Hierophant.</summary>
/// <param name="At">When that was recorded.</param>
public sealed record ProofCount(long Count, DateTimeOffset At);

/// <summary>The terms under which an instance was rented.</summary>
/// <param name="CostCap">The most it may cost, in USD per hour.</param>
/// <param name="Bid">The bid, in USD per hour without storage; null if it was rented on demand.</param>
public sealed record RentTerms(double CostCap, string? GpuName, long? NumGpus, long? MachineId, double? Bid = null);

/// <summary>A request to end an instance.</summary>
public sealed record DropRequest(DateTimeOffset At, string Reason);

/// <summary>The label of an instance that Vast has not shown with our label yet.</summary>
/// <param name="LackedSince">Since when Vast has shown it without any label; null until it is seen at all.</param>
/// <param name="Failures">How many attempts to set it failed.</param>
/// <param name="FailedAt">When the last one did.</param>
public sealed record Labelling(DateTimeOffset? LackedSince, int Failures, DateTimeOffset? FailedAt)
{
    public static readonly Labelling NotSeen = new(null, 0, null);
}

/// <summary>The state of the destruction of a lease.</summary>
/// <param name="Cause">Why it was first intended.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Since">When it was first intended.</param>
/// <param name="Attempts">How many attempts were intended, including this one.</param>
/// <param name="UnderWay">An attempt has not ended yet.</param>
/// <param name="FailedAt">When the last attempt failed.</param>
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

    /// <summary>It disappeared by itself, or somebody else destroyed it.</summary>
    Gone,

    /// <summary>It is somebody else's now.</summary>
    Released,
}

/// <summary>
/// The memory of an ended lease: a list that was under way still has it, and a repeated drop gets the same answer. Kept for a day,
/// unless more than <see cref="FleetState.MaxEnded"/> have ended since.
/// </summary>
/// <param name="WasDropped">Its end was requested by <c>/drop</c>.</param>
/// <param name="VerifiedAt">
/// When it was verified, unless it was destroyed: it may come back soon, for instance when somebody restores its label.
/// </param>
/// <param name="SignatureDigest">Digest of the signature it was given: anyone who has it may repeat what they said.</param>
/// <param name="Cause">Why it was destroyed; null if its destruction was not begun.</param>
/// <param name="Offer">Everything known of it, unless it was destroyed: a list shows less.</param>
public sealed record EndedLease(
    long InstanceId, long OfferId, DateTimeOffset At, LeaseEnd End, bool WasDropped, DateTimeOffset? VerifiedAt = null,
    string? SignatureDigest = null, DestroyCause? Cause = null, Offer? Offer = null);

/// <summary>The record of what is held against a machine.</summary>
/// <param name="MachineId">Vast's id of the machine.</param>
/// <param name="Strikes">How many of its instances in a row were dropped or failed; 0 if one was only outbid.</param>
/// <param name="LastStrikeAt">When the last one was dropped, failed or was outbid.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="HostId">Whose machine it is; null if unknown.</param>
public sealed record MachineRecord(long MachineId, int Strikes, DateTimeOffset LastStrikeAt, string Reason, long? HostId = null);

/// <summary>How the journal began, which shows whether an earlier one was lost.</summary>
/// <param name="HasRented">A rent was intended: what this journal does not know, it never intended.</param>
/// <param name="AdoptedAt">
/// When the first instance was adopted before any rent was intended: whoever rented it had a journal, and may have rented more.
/// </param>
public sealed record JournalBeginning(bool HasRented, DateTimeOffset? AdoptedAt);

/// <summary>The account's credit when Vast was asked for it.</summary>
/// <param name="Credit">USD.</param>
/// <param name="At">When Vast reported it.</param>
public sealed record AccountSeen(double Credit, bool CanPay, DateTimeOffset At);
