using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>
/// An index over all leases, updated with them fact by fact, so that a plan costs only what has changed, however many there
/// are. A lease is staying if it is neither missing nor about to go. Immutable.
/// </summary>
public sealed record LeaseIndex
{
    public static readonly LeaseIndex Empty = new();

    /// <summary>Those dropped, with their destruction not begun.</summary>
    public ImmutableSortedSet<long> Dropped { get; private init; } = [];

    /// <summary>Those staying whose container can never start, or never start again.</summary>
    public ImmutableSortedSet<long> BootFailed { get; private init; } = [];

    /// <summary>Those staying and not verified whose contract is not what was rented.</summary>
    public ImmutableSortedSet<long> WrongContract { get; private init; } = [];

    /// <summary>Those staying and not verified, by the moment since which a verify has been awaited.</summary>
    public ImmutableSortedSet<TimedId> Unverified { get; private init; } = [];

    /// <summary>Those staying that Vast shows without any label.</summary>
    public ImmutableSortedSet<long> Unlabelled { get; private init; } = [];

    /// <summary>Those not verified and not about to go, each with its host.</summary>
    public ImmutableSortedSet<(long HostId, long InstanceId)> OnTrial { get; private init; } = [];

    /// <summary>Those staying with a status from which they do not recover by themselves, by when that began.</summary>
    public ImmutableSortedSet<TimedId> Unhealthy { get; private init; } = [];

    /// <summary>Those staying and verified that are booting again, by when that began.</summary>
    public ImmutableSortedSet<TimedId> BootingAgain { get; private init; } = [];

    /// <summary>Those staying that are interruptible and stopped, while it is unknown whether for lack of credit.</summary>
    public ImmutableSortedSet<long> Interrupted { get; private init; } = [];

    /// <summary>Those staying that were outbid.</summary>
    public ImmutableSortedSet<long> Outbid { get; private init; } = [];

    /// <summary>Those missing, by the moment since which lists have lacked them.</summary>
    public ImmutableSortedSet<TimedId> Missing { get; private init; } = [];

    /// <summary>Those stopped, by when that began, whatever else applies to them.</summary>
    public ImmutableSortedSet<TimedId> Stopped { get; private init; } = [];

    /// <summary>Those with an attempt to destroy them under way.</summary>
    public ImmutableSortedSet<long> BeingDestroyed { get; private init; } = [];

    /// <summary>Those whose destruction must be retried, by its cause and the moment of the retry.</summary>
    public ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> Retries { get; private init; } =
        ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>>.Empty;

    /// <summary>Those staying, in the order in which they go when there are too many.</summary>
    public ImmutableSortedSet<SpareLease> Spare { get; private init; } = [];

    /// <summary>How many are not about to go.</summary>
    public int Kept { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> are missing.</summary>
    public int KeptMissing { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> are verified.</summary>
    public int KeptVerified { get; private init; }

    /// <summary>How many of the <see cref="KeptVerified"/> that are not missing have left <c>running</c>, unless they may have been outbid.</summary>
    public int KeptFailed { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> Vast has not shown with our label yet.</summary>
    public int KeptAwaitingLabel { get; private init; }

    /// <summary>For how many of the <see cref="Kept"/> an attempt to set the label has failed.</summary>
    public int KeptLabelFailing { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> have not worked yet, as far as is known.</summary>
    public int KeptUnproven { get; private init; }

    /// <summary>Those staying and verified that work by their watches, by when that began.</summary>
    public ImmutableSortedSet<TimedId> Working { get; private init; } = [];

    /// <summary>Those staying and verified that do not work by their watches, by when that began.</summary>
    public ImmutableSortedSet<TimedId> Idle { get; private init; } = [];

    /// <summary>Those staying and verified whose watches are known to be silent, by when that began.</summary>
    public ImmutableSortedSet<TimedId> Silent { get; private init; } = [];

    /// <summary>Those staying and verified that Hierophant's list has lacked too long, by that moment, unless they work by their watches.</summary>
    public ImmutableSortedSet<TimedId> Absent { get; private init; } = [];

    /// <summary>Those staying that Vast has shown, by the end of their contracts.</summary>
    public ImmutableSortedSet<TimedId> Ending { get; private init; } = [];

    /// <summary>USD per hour for all of them. Decimal, so that what is added and subtracted again leaves nothing behind.</summary>
    public decimal CostPerHour { get; private init; }

    /// <summary>How many of them have no known price.</summary>
    public int Unpriced { get; private init; }

    /// <summary>Whether a host has an instance that nobody has verified yet.</summary>
    internal bool IsOnTrial(long hostId)
    {
        var place = ~OnTrial.IndexOf((hostId, long.MinValue));
        return place >= 0 && place < OnTrial.Count && OnTrial[place].HostId == hostId;
    }

    /// <summary>The index after one lease changed, began or ended.</summary>
    /// <param name="was">Null if it began.</param>
    /// <param name="now">Null if it ended.</param>
    internal LeaseIndex Changed(Lease? was, Lease? now)
    {
        var (old, next) = (LeaseMarks.Read(was), LeaseMarks.Read(now));
        return new LeaseIndex
        {
            Dropped = Moved(Dropped, old.Dropped, next.Dropped),
            BootFailed = Moved(BootFailed, old.BootFailed, next.BootFailed),
            Unlabelled = Moved(Unlabelled, old.Unlabelled, next.Unlabelled),
            WrongContract = Moved(WrongContract, old.WrongContract, next.WrongContract),
            Unverified = Moved(Unverified, old.Unverified, next.Unverified),
            OnTrial = Moved(OnTrial, old.OnTrial, next.OnTrial),
            Unhealthy = Moved(Unhealthy, old.Unhealthy, next.Unhealthy),
            BootingAgain = Moved(BootingAgain, old.BootingAgain, next.BootingAgain),
            Interrupted = Moved(Interrupted, old.Interrupted, next.Interrupted),
            Outbid = Moved(Outbid, old.Outbid, next.Outbid),
            Missing = Moved(Missing, old.Missing, next.Missing),
            Stopped = Moved(Stopped, old.Stopped, next.Stopped),
            BeingDestroyed = Moved(BeingDestroyed, old.BeingDestroyed, next.BeingDestroyed),
            Retries = old.Retry == next.Retry ? Retries : With(Without(Retries, old.Retry), next.Retry),
            Spare = Moved(Spare, old.Spare, next.Spare),
            Kept = Kept + next.Kept - old.Kept,
            KeptMissing = KeptMissing + next.KeptMissing - old.KeptMissing,
            KeptVerified = KeptVerified + next.KeptVerified - old.KeptVerified,
            KeptFailed = KeptFailed + next.KeptFailed - old.KeptFailed,
            KeptAwaitingLabel = KeptAwaitingLabel + next.KeptAwaitingLabel - old.KeptAwaitingLabel,
            KeptLabelFailing = KeptLabelFailing + next.KeptLabelFailing - old.KeptLabelFailing,
            KeptUnproven = KeptUnproven + next.KeptUnproven - old.KeptUnproven,
            Working = Moved(Working, old.Working, next.Working),
            Idle = Moved(Idle, old.Idle, next.Idle),
            Silent = Moved(Silent, old.Silent, next.Silent),
            Absent = Moved(Absent, old.Absent, next.Absent),
            Ending = Moved(Ending, old.Ending, next.Ending),
            CostPerHour = CostPerHour + next.CostPerHour - old.CostPerHour,
            Unpriced = Unpriced + next.Unpriced - old.Unpriced,
        };
    }

    private static ImmutableSortedSet<T> Moved<T>(ImmutableSortedSet<T> all, T? old, T? next)
        where T : struct, IEquatable<T>
    {
        if (old is { } from)
        {
            if (next is { } same && same.Equals(from)) return all;
            all = all.Remove(from);
        }

        return next is { } to ? all.Add(to) : all;
    }

    private static ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> Without(
        ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> retries, (DestroyCause Cause, TimedId At)? old)
    {
        if (old is not var (cause, at)) return retries;
        var rest = retries[cause].Remove(at);
        return rest.IsEmpty ? retries.Remove(cause) : retries.SetItem(cause, rest);
    }

    private static ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> With(
        ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> retries, (DestroyCause Cause, TimedId At)? next) =>
        next is var (cause, at) ? retries.SetItem(cause, (retries.TryGetValue(cause, out var others) ? others : []).Add(at)) : retries;
}

/// <summary>A lease that could go when there are too many: unverified ones first, then the most expensive, then the newest.</summary>
/// <param name="PricePerHour">USD; 0 if unknown.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpareLease(bool IsVerified, double PricePerHour, long InstanceId) : IComparable<SpareLease>
{
    public static bool operator <(SpareLease left, SpareLease right) => left.CompareTo(right) < 0;

    public static bool operator <=(SpareLease left, SpareLease right) => left.CompareTo(right) <= 0;

    public static bool operator >(SpareLease left, SpareLease right) => left.CompareTo(right) > 0;

    public static bool operator >=(SpareLease left, SpareLease right) => left.CompareTo(right) >= 0;

    public int CompareTo(SpareLease other)
    {
        if (IsVerified != other.IsVerified) return IsVerified ? 1 : -1;
        var byPrice = other.PricePerHour.CompareTo(PricePerHour);
        return byPrice != 0 ? byPrice : other.InstanceId.CompareTo(InstanceId);
    }
}
