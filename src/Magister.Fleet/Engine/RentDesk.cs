using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Searches for offers, rents the best ones, and processes the answers.</summary>
/// <param name="chance">Random numbers from 0 to below 1, for trying out machines; null for no trials.</param>
internal sealed class RentDesk(LiveSettings settings, Func<double>? chance, StepBuilder step)
{
    private readonly OfferBook offers = new(settings, chance);
    private readonly RefusalPause refusals = new(settings);

    // The rent that waits for its turn. Its intent is recorded right before it is sent, so that a kill leaves little in doubt.
    private EngineCall.Rent? unsent;

    private FleetState State => step.State;

    /// <inheritdoc cref="OfferBook.Few"/>
    public Notice.FewOffers? FewOffers => offers.Few(State);

    /// <summary>The pause after Vast refused a rent; null if there is none.</summary>
    public Hold? RefusalAt(DateTimeOffset now) => refusals.At(now);

    /// <inheritdoc cref="OfferBook.BudgetHold"/>
    public Hold.Budget? BudgetHold(DateTimeOffset now) => offers.BudgetHold(State, now);

    /// <inheritdoc cref="OfferBook.Cheaper"/>
    public PlannedAction.Destroy? Cheaper(DateTimeOffset now) => offers.Cheaper(State, now);

    /// <summary>Searches on if nothing fitted at startup, until it is known which filter excludes everything.</summary>
    /// <returns>Whether that is so: then nothing else is decided.</returns>
    public bool Diagnose(DateTimeOffset now)
    {
        if (!offers.IsDiagnosing) return false;
        Search(now);
        return true;
    }

    /// <summary>Rents one more or searches, as far as the holds allow.</summary>
    /// <param name="rent">What is missing; null if nothing is.</param>
    public void Decide(PlannedAction.RentMore? rent, ImmutableArray<Hold> holds, DateTimeOffset now)
    {
        if (rent is null && holds.IsEmpty && step.IsDue(offers.LookDue(State, now))) Search(now);
        if (rent is null || !holds.All(hold => hold.LetsSearch)) return;
        var intended = holds.IsEmpty && RentNext(now) ? 1 : 0;
        if (step.IsDue(offers.SearchDue(State, rent.Count - intended, now))) Search(now);
    }

    /// <summary>A call was sent: if it is our rent, the next one may be prepared.</summary>
    public void Sent(EngineCall call)
    {
        if (call == unsent) unsent = null;
    }

    public void RentEnded(EngineCall.Rent rent, Outcome<long> outcome, DateTimeOffset now)
    {
        Sent(rent);
        new RentAnswers(offers, refusals, step).Take(rent.Order.OfferId, outcome, now);
    }

    public void SearchEnded(Outcome<ImmutableArray<Offer>> outcome, DateTimeOffset now)
    {
        offers.SearchEnded();
        var found = outcome is Outcome<ImmutableArray<Offer>>.Done(var those) ? those : (ImmutableArray<Offer>?)null;
        if (offers.IsDiagnosing && !offers.TakeLoosened(found, State))
        {
            if (offers.Explain(found, now) is { } reason) step.End(new FatalReason.NothingOnOffer(reason));
        }
        else if (found is { } brought) step.Notice(offers.Take(brought, State, now));
        else
        {
            offers.SearchFailed(now);
            if (outcome is Outcome<ImmutableArray<Offer>>.Unauthorised refused) refusals.Begin($"the API key may not search: {refused.Reason}", now, isOfKey: true);
            step.Notice(new Notice.CallFailed("search", OutcomeText.Describe(outcome)));
        }
    }

    /// <summary>The first complete list has arrived. If nothing is missing, startup ends without a search, and no later search ends the program.</summary>
    public void LookedFirst() => offers.HasSearched = RentRule.Missing(State, settings.Now) <= 0;

    /// <summary>A rent without an answer never happened.</summary>
    public void NeverHappened(long offerId, DateTimeOffset now) => offers.Refuse(offerId, now);

    /// <summary>The settings have changed.</summary>
    public void Reloaded() => offers.Reloaded();

    private bool RentNext(DateTimeOffset now)
    {
        var underWay = State.Rents.Values.Count(rent => !rent.IsUncertain);
        if (underWay >= Engine.MaxCallsAtOnce || unsent is not null) return false;
        if (offers.TakeNext(State, now) is not { } offer) return false;
        var (query, bid) = (settings.Now.Query, settings.Now.Query.Bidding?.For(offer));
        step.Record(new RentIntended(offer, Onstart.SignatureDigest(settings.Now.Onstart, offer.Id), bid is null ? query.CostPerHour : offer.DphTotal, Onstart.PulseDigest(settings.Now.Onstart, offer.Id), bid), now);
        unsent = new EngineCall.Rent(new RentOrder(
            offer.Id, settings.Now.TemplateHash, FleetSettings.Label, query.DiskSpace, Onstart.For(settings.Now.Onstart, offer.Id), bid));
        step.Call(unsent);
        return true;
    }

    private void Search(DateTimeOffset now)
    {
        if (offers.Search(now) is { } search) step.Call(search);
    }
}
