using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>
/// What is asked of all leases together, kept in step with them fact by fact: so a plan costs what changed, however many there are.
/// Immutable.
/// </summary>
public sealed record LeaseIndex
{
    public static readonly LeaseIndex Empty = new();

    /// <summary>Wanted gone, and their destruction is not begun.</summary>
    public ImmutableSortedSet<long> Dropped { get; private init; } = [];

    /// <summary>Their container can never start, or never start again.</summary>
    public ImmutableSortedSet<long> BootFailed { get; private init; } = [];

    /// <summary>Not verified, and their contract is not what was rented.</summary>
    public ImmutableSortedSet<long> WrongContract { get; private init; } = [];

    /// <summary>Since when somebody is waited for to verify them, of those that are not verified.</summary>
    public ImmutableSortedSet<TimedId> Unverified { get; private init; } = [];

    /// <summary>Vast shows them without any label, of those that are to stay.</summary>
    public ImmutableSortedSet<long> Unlabelled { get; private init; } = [];

    /// <summary>Not verified and to stay, each with its host.</summary>
    public ImmutableSortedSet<(long HostId, long InstanceId)> OnTrial { get; private init; } = [];

    /// <summary>Since when they have a status from which they do not recover by themselves, of those that are to stay.</summary>
    public ImmutableSortedSet<TimedId> Unhealthy { get; private init; } = [];

    /// <summary>Since when they, verified, are on their way to run, of those that are to stay.</summary>
    public ImmutableSortedSet<TimedId> BootingAgain { get; private init; } = [];

    /// <summary>Interruptible and stopped, and it is not known yet whether for want of credit, of those that are to stay.</summary>
    public ImmutableSortedSet<long> Interrupted { get; private init; } = [];

    /// <summary>Outbid, of those that are to stay.</summary>
    public ImmutableSortedSet<long> Outbid { get; private init; } = [];

    /// <summary>Since when lists lack them.</summary>
    public ImmutableSortedSet<TimedId> Missing { get; private init; } = [];

    /// <summary>Since when they are stopped, whatever else is with them.</summary>
    public ImmutableSortedSet<TimedId> Stopped { get; private init; } = [];

    /// <summary>An attempt to destroy them has not ended.</summary>
    public ImmutableSortedSet<long> BeingDestroyed { get; private init; } = [];

    /// <summary>When to retry their destruction, begun for that cause.</summary>
    public ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>> Retries { get; private init; } =
        ImmutableSortedDictionary<DestroyCause, ImmutableSortedSet<TimedId>>.Empty;

    /// <summary>Those that are to stay and are there, in the order in which they go when there are too many.</summary>
    public ImmutableSortedSet<SpareLease> Spare { get; private init; } = [];

    /// <summary>How many are not about to be dropped.</summary>
    public int Kept { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> lists lack.</summary>
    public int KeptMissing { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> somebody verified.</summary>
    public int KeptVerified { get; private init; }

    /// <summary>How many of the <see cref="KeptVerified"/> that are there have left <c>running</c>, unless somebody may have bid more.</summary>
    public int KeptFailed { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> Vast has not shown with our label yet.</summary>
    public int KeptAwaitingLabel { get; private init; }

    /// <summary>How many of these resist attempts to set it.</summary>
    public int KeptLabelFailing { get; private init; }

    /// <summary>How many of the <see cref="Kept"/> have not worked yet, as far as anybody tells.</summary>
    public int KeptUnproven { get; private init; }

    /// <summary>Since when they work by their watches, of the verified that are to stay and are there.</summary>
    public ImmutableSortedSet<TimedId> Working { get; private init; } = [];

    /// <summary>Since when they do not work by their watches, of the same.</summary>
    public ImmutableSortedSet<TimedId> Idle { get; private init; } = [];

    /// <summary>Since when their watches are known to be silent, of the same.</summary>
    public ImmutableSortedSet<TimedId> Silent { get; private init; } = [];

    /// <summary>Since when Hierophant's list has lacked them for too long, of the same, unless they work by their watches.</summary>
    public ImmutableSortedSet<TimedId> Absent { get; private init; } = [];

    /// <summary>When their contracts end, of those that are to stay and that Vast has shown.</summary>
    public ImmutableSortedSet<TimedId> Ending { get; private init; } = [];

    /// <summary>USD an hour for all of them. Decimal, so that what is added and taken away again leaves nothing behind.</summary>
    public decimal CostPerHour { get; private init; }

    /// <summary>How many of them have no price that is known.</summary>
    public int Unpriced { get; private init; }

    /// <summary>Whether a host has an instance that nobody verified yet.</summary>
    internal bool IsOnTrial(long hostId)
    {
        var place = ~OnTrial.IndexOf((hostId, long.MinValue));
        return place >= 0 && place < OnTrial.Count && OnTrial[place].HostId == hostId;
    }

    /// <summary>The index after one lease became another one, began or ended.</summary>
    /// <param name="was">Null when it began.</param>
    /// <param name="now">Null when it ended.</param>
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

/// <summary>A lease that could go when there are too many: the unverified first, then the dearest, then the newest.</summary>
/// <param name="PricePerHour">USD; 0 where Vast did not tell.</param>
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
