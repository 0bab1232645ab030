using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

public sealed partial class Engine
{
    /// <summary>How many lists have to lack an uncertain rent's instance, if they show no other instance of ours, and how far apart.</summary>
    private const int ListsThatProveAbsence = 3;
    private static readonly TimeSpan ListsApart = TimeSpan.FromSeconds(5);

    // Missing instances of which Vast, asked for them, said that they are gone.
    private readonly HashSet<long> saidGone = [];
    private readonly Dictionary<long, (int Lists, DateTimeOffset BegunAt)> rentLackedBy = [];

    private void TakeAbsences(HashSet<long> listed, DateTimeOffset begunAt, DateTimeOffset now)
    {
        foreach (var lease in State.Leases.Values)
        {
            var speaksOfIt = begunAt >= lease.KnownSince + settings.ConsistencyWindow && lease.Destruction is not { UnderWay: true };
            if (speaksOfIt && lease.MissingSince is null && !listed.Contains(lease.InstanceId)) Record(new SeenMissing(lease.InstanceId), now);
        }

        GiveUpWhatIsGone(now);
        GiveUpRents(listed, begunAt, now);
    }

    // Nothing can be asked for by an id that is not known, so lists alone decide. One that shows others of ours is believed; an empty one
    // may be a mistake of Vast's, and only several that agree are.
    private void GiveUpRents(HashSet<long> listed, DateTimeOffset begunAt, DateTimeOffset now)
    {
        foreach (var settled in rentLackedBy.Keys.Where(offerId => !State.Rents.ContainsKey(offerId)).ToArray()) rentLackedBy.Remove(settled);
        if (AbsenceRule.IsSuspicious(State)) return;
        var listsWanted = listed.Any(State.Leases.ContainsKey) ? 1 : ListsThatProveAbsence;
        foreach (var (offerId, rent) in State.Rents)
        {
            if (LackNotBefore(rent) is not { } from || begunAt < from) continue;
            var lists = rentLackedBy.GetValueOrDefault(offerId).Lists + 1;
            rentLackedBy[offerId] = (lists, begunAt);
            if (lists < listsWanted) continue;
            Record(new RentNeverHappened(offerId), now);
            rentLackedBy.Remove(offerId);
            refusedUntil[offerId] = now + RefusalMemory;
        }
    }

    /// <summary>
    /// When a list has to begin so that it can speak of the absence of an uncertain rent's instance; null for any other rent. How much of the
    /// window had passed before this start only a clock tells that may have been set since.
    /// </summary>
    private DateTimeOffset? LackNotBefore(PendingRent rent) =>
        rent.UncertainSince is not { } since ? null
        : rentLackedBy.TryGetValue(rent.Offer.Id, out var lacked) ? lacked.BegunAt + ListsApart
        : Later(since, startedAt) + settings.ConsistencyWindow;

    private void ShowEnded(long instanceId, Outcome<ShownInstance> outcome, DateTimeOffset now)
    {
        asking.Remove(instanceId);
        switch (outcome)
        {
            case Outcome<ShownInstance>.Done { Value.Instance: null }:
                if (IsMissing(instanceId)) saidGone.Add(instanceId);
                // What is gone is nobody's: the destroy that it was asked for will find out.
                else seenOursAt[instanceId] = now;
                break;
            case Outcome<ShownInstance>.Done { Value.Instance: { } row } when row.Id == instanceId:
                if (row.Label is FleetSettings.Label) Look(row, now, now);
                else Release(row, now);
                break;
            default:
                asksNotBefore = now + AskBackoff;
                notices.Add(new Notice.CallFailed("show", OutcomeWords.Of(outcome)));
                break;
        }

        GiveUpWhatIsGone(now);
    }

    private bool IsMissing(long instanceId) => State.Leases.TryGetValue(instanceId, out var lease) && lease.MissingSince is not null;

    // One that is gone is gone once a list and the answer to asking for it agree. When most are gone at once, that agreement may be one
    // and the same mistake of Vast's: then a second list, a consistency window later, has to say so too.
    private void GiveUpWhatIsGone(DateTimeOffset now)
    {
        saidGone.RemoveWhere(instanceId => !IsMissing(instanceId));
        var isSuspicious = AbsenceRule.IsSuspicious(State);
        foreach (var instanceId in saidGone.Order().ToArray())
        {
            var lease = State.Leases[instanceId];
            var isCertain = !isSuspicious || lease.ShouldDrop || lookedAt >= lease.MissingSince + settings.ConsistencyWindow;
            if (isCertain) Record(new ConfirmedGone(instanceId), now);
        }
    }

    private void Release(ListedInstance row, DateTimeOffset now)
    {
        if (!State.Leases.ContainsKey(row.Id)) return;
        Record(new Released(row.Id, row.Label is { } label ? $"its label is {label} now" : "its label was taken away"), now);
    }
}
