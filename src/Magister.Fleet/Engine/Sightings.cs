using Magister.Fleet.Facts;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>What Vast showed and when: complete lists, and answers about single instances.</summary>
internal sealed class Sightings(LiveSettings settings)
{
    /// <summary>How many lists must lack an uncertain rent's instance, if they show no other instance of ours, and how far apart.</summary>
    private const int ListsThatProveAbsence = 3;
    private static readonly TimeSpan ListsApart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstListBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestListBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskBackoff = TimeSpan.FromSeconds(5);

    /// <summary>How long Vast's report that an instance has our label remains valid before a destroy for a reason of Magister's own.</summary>
    private static readonly TimeSpan LabelTrust = TimeSpan.FromSeconds(10);

    // When Vast last showed an instance with our label.
    private readonly Dictionary<long, DateTimeOffset> seenOursAt = [];

    private readonly AbsenceBook absences = new(settings);
    private readonly HashSet<long> asking = [];
    private readonly Dictionary<long, (int Lists, DateTimeOffset BegunAt)> rentLackedBy = [];
    private DateTimeOffset startedAt;
    private DateTimeOffset stoodStillAt = DateTimeOffset.MinValue;
    private DateTimeOffset listNotBefore = DateTimeOffset.MinValue;
    private DateTimeOffset asksNotBefore = DateTimeOffset.MinValue;
    private int listFailures;
    private bool isListing;

    /// <summary>When the last complete list was requested; null before the first one.</summary>
    public DateTimeOffset? LookedAt { get; private set; }

    /// <summary>Why the last list failed; null after a complete one.</summary>
    public string? ListFailure { get; private set; }

    /// <summary>Whether a complete list was begun since the program last stood still.</summary>
    public bool IsCurrent => LookedAt >= stoodStillAt;

    public void Start(DateTimeOffset now) => startedAt = now;

    /// <summary>The program did not run until now. A list already awaited for that reason covers this time too: a machine may be that slow.</summary>
    public void StoodStill(DateTimeOffset now)
    {
        if (LookedAt is null || IsCurrent) stoodStillAt = now;
    }

    /// <summary>Whether to request a list now: at the polling interval, and sooner if one can settle something.</summary>
    public Due ListDue(FleetState fleet, DateTimeOffset now) => isListing ? Due.Never : Due.At(ListDueAt(fleet), now);

    /// <summary>
    /// Whether a list of all labels is needed now: one of ours lacks its label, or is missing (at the first look, perhaps) without its label
    /// ever having been seen, or a rent may be given up unless the list shows its instance.
    /// </summary>
    public bool IsToListAllLabels(FleetState fleet, DateTimeOffset now) =>
        !fleet.Index.Unlabelled.IsEmpty
        || (LookedAt is null && fleet.Index.KeptAwaitingLabel > 0)
        || fleet.Index.Missing.Any(missing => fleet.Leases[missing.Id].Labelling is not null)
        || fleet.Rents.Values.Any(rent => LackNotBefore(rent) <= now);

    public void Listing() => isListing = true;

    public void ListEnded() => isListing = false;

    public void ListFailed(string reason, DateTimeOffset now)
    {
        ListFailure = reason;
        listNotBefore = now + Backoff.After(listFailures, FirstListBackoff, LongestListBackoff);
        listFailures++;
    }

    /// <summary>A complete list has arrived.</summary>
    public void Looked(DateTimeOffset begunAt, FleetState fleet)
    {
        (LookedAt, listFailures, ListFailure) = (begunAt, 0, null);
        foreach (var ended in seenOursAt.Keys.Where(instanceId => !fleet.Leases.ContainsKey(instanceId)).ToArray()) seenOursAt.Remove(ended);
    }

    /// <summary>Vast showed an instance with our label.</summary>
    public void SawOurs(long instanceId, DateTimeOffset at) => seenOursAt[instanceId] = at;

    /// <summary>Whether an instance is certainly still ours: somebody may have relabelled it since the last list, to keep it.</summary>
    public bool IsSurelyOurs(long instanceId, DateTimeOffset now) => seenOursAt.TryGetValue(instanceId, out var seen) && now - seen <= LabelTrust;

    /// <summary>Whether a list begun then is newer than the last sighting of an instance with our label.</summary>
    public bool IsNews(Lease lease, DateTimeOffset begunAt) => begunAt >= seenOursAt.GetValueOrDefault(lease.InstanceId, lease.KnownSince);

    /// <summary>
    /// Whether the last list lacked an instance whose destroy was under way then, which is not recorded from the list. If that destroy fails,
    /// the instance may be gone, or somebody else's.
    /// </summary>
    public bool WasLacked(Lease lease) =>
        lease.MissingSince is null
        && LookedAt >= lease.KnownSince + settings.Now.ConsistencyWindow
        && !(seenOursAt.TryGetValue(lease.InstanceId, out var seen) && seen >= LookedAt);

    /// <summary>
    /// When a list must have begun before anything is rented, if the first look found instances of ours and the journal knew of none: an
    /// earlier journal was lost, and with it perhaps a rent that no list shows yet.
    /// </summary>
    public DateTimeOffset? CertainAfterLostJournalAt(FleetState fleet) =>
        fleet.Beginning is { HasRented: false, AdoptedAt: { } adoptedAt } && !(LookedAt >= adoptedAt + settings.Now.ConsistencyWindow)
            ? adoptedAt + settings.Now.ConsistencyWindow
            : null;

    /// <summary>Whether to ask about an instance now.</summary>
    public Due AskDue(DateTimeOffset now) => asking.Count >= Engine.MaxCallsAtOnce ? Due.Never : Due.At(asksNotBefore, now);

    /// <summary>Whether to ask about a missing instance now.</summary>
    public Due AskDue(long missingId, DateTimeOffset now) => absences.AskDue(missingId, now);

    public bool IsAsking(long instanceId) => asking.Contains(instanceId);

    public void Asking(long instanceId) => asking.Add(instanceId);

    public void AskEnded(long instanceId) => asking.Remove(instanceId);

    public void AskFailed(DateTimeOffset now) => asksNotBefore = now + AskBackoff;

    /// <summary>Vast, asked about an instance, does not have it: news if the last list still did. Lists must agree before it is given up.</summary>
    public SeenMissing? SaidGone(long instanceId, bool isHint, FleetState fleet, DateTimeOffset now)
    {
        if (!fleet.Leases.TryGetValue(instanceId, out var lease)) return null;
        absences.SaidGone(instanceId, isHint, now);
        return lease.MissingSince is null ? new SeenMissing(instanceId) : null;
    }

    /// <summary>
    /// What a complete list lacks of what should be in it, as far as that is news. Only lists of all labels are evidence that an instance whose
    /// label was never seen is gone.
    /// </summary>
    public IEnumerable<Fact> Lacking(HashSet<long> listed, bool isOfAllLabels, DateTimeOffset begunAt, FleetState fleet)
    {
        foreach (var lease in fleet.Leases.Values)
        {
            if (begunAt < lease.KnownSince + settings.Now.ConsistencyWindow || listed.Contains(lease.InstanceId)) continue;
            if (lease.MissingSince is null && lease.Destruction is { UnderWay: true }) continue;
            if (isOfAllLabels || lease.Labelling is null) absences.Lacked(lease.InstanceId, begunAt);
            if (lease.MissingSince is null) yield return new SeenMissing(lease.InstanceId);
        }
    }

    /// <summary>
    /// What is certainly gone. If most are gone at once, lists and answers that agree may be one and the same mistake of Vast's: then a
    /// second list, a consistency window later, must confirm it.
    /// </summary>
    public IEnumerable<Fact> CertainlyGone(FleetState fleet)
    {
        var isSuspicious = AbsenceRule.IsSuspicious(fleet);
        return
            from lease in absences.Proved(fleet)
            where !isSuspicious || lease.ShouldDrop || LookedAt >= lease.MissingSince + settings.Now.ConsistencyWindow
            select new ConfirmedGone(lease.InstanceId);
    }

    /// <summary>
    /// The uncertain rents that a complete list settles. Without an instance id nothing can be asked, so lists alone decide. A list that
    /// shows others of ours is believed; an empty one may be a mistake of Vast's, so several must agree.
    /// </summary>
    public IEnumerable<RentNeverHappened> NeverHappened(HashSet<long> listed, DateTimeOffset begunAt, FleetState fleet)
    {
        foreach (var settled in rentLackedBy.Keys.Where(offerId => !fleet.Rents.ContainsKey(offerId)).ToArray()) rentLackedBy.Remove(settled);
        if (AbsenceRule.IsSuspicious(fleet)) yield break;
        var listsWanted = listed.Any(fleet.Leases.ContainsKey) ? 1 : ListsThatProveAbsence;
        foreach (var (offerId, rent) in fleet.Rents)
        {
            if (LackNotBefore(rent) is not { } from || begunAt < from) continue;
            var lists = rentLackedBy.GetValueOrDefault(offerId).Lists + 1;
            rentLackedBy[offerId] = (lists, begunAt);
            if (lists < listsWanted) continue;
            rentLackedBy.Remove(offerId);
            yield return new RentNeverHappened(offerId);
        }
    }

    private DateTimeOffset ListDueAt(FleetState fleet)
    {
        if (LookedAt is not { } looked || !IsCurrent) return listNotBefore;
        var due = looked + settings.Now.PollingInterval;
        foreach (var rent in fleet.Rents.Values)
        {
            if (LackNotBefore(rent) is { } from) due = Moments.Earlier(due, looked < rent.UncertainSince ? rent.UncertainSince.Value : from);
        }

        if (fleet.Index.Missing.Any(missing => !absences.IsLacked(missing.Id))) due = Moments.Earlier(due, looked + ListsApart);
        if (CertainAfterLostJournalAt(fleet) is { } certainAt) due = Moments.Earlier(due, certainAt);
        if (AbsenceRule.IsSuspicious(fleet)) due = Moments.Earlier(due, fleet.Index.Missing.Max.At + settings.Now.ConsistencyWindow);
        return Moments.Later(due, listNotBefore);
    }

    /// <summary>
    /// When a list must begin to be evidence that an uncertain rent has no instance; null for any other rent. Time before this start does not
    /// count: only a clock that may have been set since could tell it.
    /// </summary>
    private DateTimeOffset? LackNotBefore(PendingRent rent) =>
        rent.UncertainSince is not { } since ? null
        : rentLackedBy.TryGetValue(rent.Offer.Id, out var lacked) ? lacked.BegunAt + ListsApart
        : Moments.Later(since, startedAt) + settings.Now.ConsistencyWindow;
}
