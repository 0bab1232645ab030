using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

public sealed partial class Engine
{
    // Of those that are to be destroyed, how many are looked at for one that may go now.
    private const int LookAhead = 256;

    private static readonly TimeSpan AskBackoff = TimeSpan.FromSeconds(5);

    /// <summary>How long Vast's word is good that an instance has our label, when it is to be destroyed for a reason of Magister's own.</summary>
    private static readonly TimeSpan LabelTrust = TimeSpan.FromSeconds(10);

    /// <summary>How old an offer may be when it is rented, and when newer ones are looked for meanwhile.</summary>
    private static readonly TimeSpan CandidatesExpireAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CandidatesRefreshAfter = TimeSpan.FromSeconds(30);

    // Rents and destroys that wait for their turn. One of each at most: what is intended is intended right before it is sent, so that a
    // kill leaves little in doubt and a decision is never older than the wait for one turn.
    private readonly HashSet<EngineCall> unsent = [];
    private readonly HashSet<long> asking = [];

    // When Vast last showed an instance with our label.
    private readonly Dictionary<long, DateTimeOffset> seenOursAt = [];
    private DateTimeOffset asksNotBefore = DateTimeOffset.MinValue;
    private bool askingAccount;
    private DateTimeOffset accountNotBefore = DateTimeOffset.MinValue;
    private DateTimeOffset? wakeAt;

    /// <summary>Says what to do now. To be called after every batch of inputs, and when the time it named has come.</summary>
    public EngineStep Decide(DateTimeOffset now)
    {
        if (stopping || verdict is not null) return Flush();
        var plan = Planner.Plan(State, settings, now);
        wakeAt = plan.NextDeadline;
        ImmutableArray<PlannedAction.Destroy> due = [.. plan.Destroys.Take(LookAhead).Where(MayGoNow)];
        DecideDestroys(due, now);
        DecideAsks(plan, due, now);
        DecideList(now);
        DecideAccount(now);
        DecideRent(plan, now);
        return Flush() with { WakeAt = wakeAt };
    }

    private void DecideDestroys(ImmutableArray<PlannedAction.Destroy> due, DateTimeOffset now)
    {
        if (State.Index.BeingDestroyed.Count >= CallsAtOnceMost || unsent.Any(call => call is EngineCall.Destroy)) return;
        if (due.FirstOrDefault(destroy => IsSurelyOurs(destroy.InstanceId, now)) is not { } destroy) return;
        Record(new DestroyIntended(destroy.InstanceId, destroy.Cause, destroy.Reason), now);
        Send(new EngineCall.Destroy(destroy.InstanceId));
    }

    // Before the first look the journal's word on statuses, labels and numbers may be long out of date; a wish or a destruction that was
    // begun is not.
    private bool MayGoNow(PlannedAction.Destroy destroy) => lookedAt is not null || State.Leases[destroy.InstanceId].ShouldDrop;

    // Somebody may have given it another label since the last list, to keep it. A drop means this very instance, whatever its label.
    private bool IsSurelyOurs(long instanceId, DateTimeOffset now) =>
        State.Leases[instanceId].ShouldDrop || (seenOursAt.TryGetValue(instanceId, out var seen) && now - seen <= LabelTrust);

    private void DecideAsks(Plan plan, ImmutableArray<PlannedAction.Destroy> due, DateTimeOffset now)
    {
        var missing = plan.Asks.Select(ask => ask.InstanceId).Where(instanceId => !saidGone.Contains(instanceId));
        var ending = due.Select(destroy => destroy.InstanceId).Where(instanceId => !IsSurelyOurs(instanceId, now));
        foreach (var instanceId in missing.Concat(ending).Where(instanceId => !asking.Contains(instanceId)))
        {
            if (now < asksNotBefore)
            {
                WakeAt(asksNotBefore);
                return;
            }

            if (asking.Count >= CallsAtOnceMost) return;
            asking.Add(instanceId);
            calls.Add(new EngineCall.Show(instanceId));
        }
    }

    private void DecideList(DateTimeOffset now)
    {
        if (listing) return;
        var due = ListDue();
        if (now < due)
        {
            WakeAt(due);
            return;
        }

        listing = true;
        calls.Add(new EngineCall.List(now));
    }

    private void DecideAccount(DateTimeOffset now)
    {
        if (askingAccount || !CreditRule.AllStopped(State) || State.Account is { CanPay: true } && CreditRule.IsSettled(State)) return;
        if (now < accountNotBefore)
        {
            WakeAt(accountNotBefore);
            return;
        }

        askingAccount = true;
        calls.Add(new EngineCall.Account());
    }

    private void AccountEnded(Outcome<AccountStanding> outcome, DateTimeOffset now)
    {
        askingAccount = false;
        accountNotBefore = now + settings.PollingInterval;
        if (outcome is not Outcome<AccountStanding>.Done(var standing))
        {
            notices.Add(new Notice.CallFailed("account", OutcomeWords.Of(outcome)));
            return;
        }

        var isNews = !CreditRule.IsSettled(State) || State.Account!.CanPay != standing.CanPay;
        if (CreditRule.AllStopped(State) && isNews) Record(new AccountChecked(standing.Credit, standing.CanPay), now);
    }

    private void DecideRent(Plan plan, DateTimeOffset now)
    {
        if (diagnosed is not null)
        {
            Search(NothingToRent.Loosened(settings.Query));
            return;
        }

        // What is wrong with all of them is said although nothing is missing.
        var hindrance = plan.Rent is null && Alarm is null ? null : RentHindrance(now);
        HoldBack(hindrance?.Reason ?? RentRule.HeldBackByOperator(State, settings));
        if (hindrance?.Until is { } until) WakeAt(until);
        if (plan.Rent is not { } rent || hindrance is not null) return;
        var intended = RentNext(now) ? 1 : 0;
        SearchIfNeeded(rent.Count - intended, now);
    }

    private bool RentNext(DateTimeOffset now)
    {
        var underWay = State.Rents.Values.Count(rent => !rent.IsUncertain);
        if (underWay >= CallsAtOnceMost || unsent.Any(call => call is EngineCall.Rent)) return false;
        if (now >= searchedAt + CandidatesExpireAfter || Rentable(now).FirstOrDefault() is not { } offer) return false;
        triedSinceSearch = true;
        Record(new RentIntended(offer, Onstart.SignatureDigest(settings.Onstart, offer.Id)), now);
        Send(new EngineCall.Rent(new RentOrder(
            offer.Id, settings.TemplateHash, FleetSettings.Label, settings.Query.DiskSpace, Onstart.For(settings.Onstart, offer.Id))));
        return true;
    }

    private void SearchIfNeeded(int needed, DateTimeOffset now)
    {
        if (needed <= 0 || searching) return;
        var stale = now >= searchedAt + CandidatesRefreshAfter;
        if (!stale && Rentable(now).Any())
        {
            WakeAt(searchedAt + CandidatesRefreshAfter);
            return;
        }

        // A search whose offers were all left out brings the same again right afterwards; one whose offers were used up does not.
        var due = triedSinceSearch && searchFailures == 0 ? DateTimeOffset.MinValue : searchNotBefore;
        if (now < due) WakeAt(due);
        else Search(settings.Query);
    }

    private void Search(OfferQuery query)
    {
        if (searching) return;
        searching = true;
        calls.Add(new EngineCall.Search(query));
    }

    private void DestroyEnded(EngineCall.Destroy destroy, Outcome<DestroyConfirmation> outcome, DateTimeOffset now)
    {
        unsent.Remove(destroy);
        if (!State.Leases.TryGetValue(destroy.InstanceId, out var lease)) return;
        Fact fact = outcome is Outcome<DestroyConfirmation>.Done(var confirmation)
            ? new Destroyed(destroy.InstanceId, confirmation.WasGoneAlready)
            : new DestroyFailed(destroy.InstanceId, OutcomeWords.Of(outcome));
        Record(fact, now);
        if (fact is DestroyFailed && WasLacked(lease)) Record(new SeenMissing(lease.InstanceId), now);
    }

    // A list says nothing of an instance whose destroy is under way. When that fails, what the list lacked may be gone, or somebody else's.
    private bool WasLacked(Lease lease) =>
        lease.MissingSince is null
        && lookedAt >= lease.KnownSince + settings.ConsistencyWindow
        && !(seenOursAt.TryGetValue(lease.InstanceId, out var seen) && seen >= lookedAt);

    private void Send(EngineCall call)
    {
        unsent.Add(call);
        calls.Add(call);
    }

    private void HoldBack(string? reason)
    {
        if (reason == heldBack) return;
        heldBack = reason;
        // Before the first look every start is held back; readiness tells of it.
        if (lookedAt is null) return;
        notices.Add(reason is null ? new Notice.RentsResumed() : new Notice.RentsHeldBack(reason));
    }

    private void WakeAt(DateTimeOffset at)
    {
        if (wakeAt is null || at < wakeAt) wakeAt = at;
    }
}
