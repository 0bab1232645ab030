using System.Runtime.InteropServices;
using Magister.Fleet.Facts;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Where one lease stands in the <see cref="LeaseIndex"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeaseMarks
{
    private const double PriceMost = 1e12;

    public long? Dropped { get; private init; }

    public long? BootFailed { get; private init; }

    public Dated? Unverified { get; private init; }

    public Dated? Unhealthy { get; private init; }

    public Dated? Missing { get; private init; }

    public Dated? Stopped { get; private init; }

    public long? BeingDestroyed { get; private init; }

    public (DestroyCause Cause, Dated At)? Retry { get; private init; }

    public SpareLease? Spare { get; private init; }

    public int Kept { get; private init; }

    public int KeptMissing { get; private init; }

    public int KeptVerified { get; private init; }

    public decimal CostPerHour { get; private init; }

    /// <param name="lease">Null for none.</param>
    public static LeaseMarks Of(Lease? lease)
    {
        if (lease is null) return default;
        var id = lease.InstanceId;
        var isMissing = lease.MissingSince is not null;
        var marks = new LeaseMarks
        {
            Missing = DatedOf(lease.MissingSince, id),
            Stopped = lease.Status is InstanceStatus.Stopped ? DatedOf(lease.UnhealthySince, id) : null,
            BeingDestroyed = lease.Destruction is { UnderWay: true } ? id : null,
            Retry = !isMissing && lease.Destruction is { UnderWay: false } begun ? (begun.Cause, new Dated(DestructionRule.DueAt(begun), id)) : null,
            Dropped = !isMissing && lease is { Drop: not null, Destruction: null } ? id : null,
            Kept = lease.ShouldDrop ? 0 : 1,
            KeptMissing = !lease.ShouldDrop && isMissing ? 1 : 0,
            KeptVerified = !lease.ShouldDrop && lease.VerifiedAt is not null ? 1 : 0,
            CostPerHour = Price(lease),
        };
        return isMissing || lease.ShouldDrop ? marks : marks.Staying(lease);
    }

    private LeaseMarks Staying(Lease lease)
    {
        var spare = this with { Spare = new SpareLease(lease.VerifiedAt is not null, lease.Offer.DphTotal ?? 0, lease.InstanceId) };
        return BootFailureRule.Applies(lease)
            ? spare with { BootFailed = lease.InstanceId }
            : spare with
            {
                Unverified = lease.VerifiedAt is null ? DatedOf(lease.VerifyBy, lease.InstanceId) : null,
                Unhealthy = DatedOf(lease.UnhealthySince, lease.InstanceId),
            };
    }

    private static Dated? DatedOf(DateTimeOffset? at, long id) => at is { } known ? new Dated(known, id) : null;

    // What no price is counts nothing, rather than to make the sum of all others nonsense.
    private static decimal Price(Lease lease) => lease.Offer.DphTotal is { } price && Math.Abs(price) < PriceMost ? (decimal)price : 0;
}
