using System.Runtime.InteropServices;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Where a lease is in the <see cref="LeaseIndex"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeaseMarks
{
    public long? Dropped { get; private init; }

    public long? BootFailed { get; private init; }

    public long? Unlabelled { get; private init; }

    public long? WrongContract { get; private init; }

    public TimedId? Unverified { get; private init; }

    public (long HostId, long InstanceId)? OnTrial { get; private init; }

    public TimedId? Unhealthy { get; private init; }

    public TimedId? BootingAgain { get; private init; }

    public long? Interrupted { get; private init; }

    public long? Outbid { get; private init; }

    public TimedId? Missing { get; private init; }

    public TimedId? Stopped { get; private init; }

    public long? BeingDestroyed { get; private init; }

    public (DestroyCause Cause, TimedId At)? Retry { get; private init; }

    public SpareLease? Spare { get; private init; }

    public int Kept { get; private init; }

    public int KeptMissing { get; private init; }

    public int KeptVerified { get; private init; }

    public int KeptFailed { get; private init; }

    public int KeptAwaitingLabel { get; private init; }

    public int KeptLabelFailing { get; private init; }

    public int KeptUnproven { get; private init; }

    public TimedId? Working { get; private init; }

    public TimedId? Idle { get; private init; }

    public TimedId? Silent { get; private init; }

    public TimedId? Absent { get; private init; }

    public TimedId? Ending { get; private init; }

    public decimal CostPerHour { get; private init; }

    public int Unpriced { get; private init; }

    /// <param name="lease">Null for none.</param>
    public static LeaseMarks Read(Lease? lease)
    {
        if (lease is null) return default;
        var id = lease.InstanceId;
        var isMissing = lease.MissingSince is not null;
        var marks = new LeaseMarks
        {
            Missing = TimedIdOf(lease.MissingSince, id),
            Stopped = lease.Status is InstanceStatus.Stopped ? TimedIdOf(lease.UnhealthySince, id) : null,
            BeingDestroyed = lease.Destruction is { UnderWay: true } ? id : null,
            Retry = !isMissing && lease.Destruction is { UnderWay: false } begun ? (begun.Cause, new TimedId(DestructionRule.DueAt(begun), id)) : null,
            Dropped = !isMissing && lease is { Drop: not null, Destruction: null } ? id : null,
            OnTrial = lease is { ShouldDrop: false, VerifiedAt: null, Offer.HostId: { } host } ? (host, id) : null,
            Kept = lease.ShouldDrop ? 0 : 1,
            KeptMissing = !lease.ShouldDrop && isMissing ? 1 : 0,
            KeptVerified = !lease.ShouldDrop && lease.VerifiedAt is not null ? 1 : 0,
            KeptAwaitingLabel = lease is { ShouldDrop: false, Labelling: not null } ? 1 : 0,
            KeptUnproven = lease is { ShouldDrop: false, IsProven: false } ? 1 : 0,
            KeptLabelFailing = lease is { ShouldDrop: false, Labelling.Failures: > 0 } ? 1 : 0,
            CostPerHour = Price(lease),
            Unpriced = Price(lease) == 0 ? 1 : 0,
        };
        return isMissing || lease.ShouldDrop ? marks : marks.Staying(lease);
    }

    private LeaseMarks Staying(Lease lease)
    {
        var isVerified = lease.VerifiedAt is not null;
        var staying = this with
        {
            Spare = new SpareLease(isVerified, lease.Offer.DphTotal ?? 0, lease.InstanceId),
            Unlabelled = lease.Labelling?.LackedSince is null ? null : lease.InstanceId,
            KeptFailed = isVerified && lease is { HasRun: true, UnhealthySince: not null } and not { IsInterrupted: true, IsOutbid: not false } ? 1 : 0,
            Working = lease is { VerifiedAt: not null, Work: { State: WorkState.Working } works } ? new TimedId(works.Since, lease.InstanceId) : null,
            Idle = lease is { VerifiedAt: { } verifiedAt, Work: { IsIdle: true, IdleSince: { } idleSince } } ? new TimedId(Moments.Later(idleSince, verifiedAt), lease.InstanceId) : null,
            Silent = lease is { VerifiedAt: not null, Work: { State: WorkState.Silent } silent } ? new TimedId(silent.Since, lease.InstanceId) : null,
            Ending = lease.IsSeen ? TimedIdOf(lease.EndsAt, lease.InstanceId) : null,
            Absent = HierophantAbsenceRule.Applies(lease) ? TimedIdOf(lease.AbsentSince, lease.InstanceId) : null,
        };
        if (BootFailureRule.Applies(lease)) return staying with { BootFailed = lease.InstanceId };
        if (ContractRule.Mismatch(lease) is not null) return staying with { WrongContract = lease.InstanceId };
        return staying.OfTime(lease);
    }

    private LeaseMarks OfTime(Lease lease)
    {
        var isVerified = lease.VerifiedAt is not null;
        var unhealthy = TimedIdOf(lease.UnhealthySince, lease.InstanceId);
        var isBooting = InstanceStatus.IsBooting(lease.Status);
        return this with
        {
            Unverified = isVerified ? null : TimedIdOf(lease.WaitingSince, lease.InstanceId),
            Unhealthy = isBooting ? null : unhealthy,
            BootingAgain = isBooting ? unhealthy : null,
            Interrupted = lease is { IsInterrupted: true, IsOutbid: null } ? lease.InstanceId : null,
            Outbid = lease.IsOutbid is true ? lease.InstanceId : null,
        };
    }

    private static TimedId? TimedIdOf(DateTimeOffset? at, long id) => at is { } known ? new TimedId(known, id) : null;

    // An invalid price counts as nothing rather than spoil the sum of all others.
    private static decimal Price(Lease lease) => (decimal)(Offer.SoundPrice(lease.Offer.DphTotal) ?? 0);
}
