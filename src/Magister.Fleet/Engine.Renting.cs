using System.Collections.Immutable;
using System.Globalization;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

public sealed partial class Engine
{
    private static readonly TimeSpan RefusalMemory = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRentPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstSearchBackoff = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, DateTimeOffset> refusedUntil = [];
    private ImmutableArray<Offer> candidates = [];

    // How many candidates at the front have been rented since the last instance ended: of a long list soon most.
    private int rentedInFront;
    private DateTimeOffset searchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset searchNotBefore = DateTimeOffset.MinValue;
    private int searchFailures;
    private bool searching;
    private bool searchedOnce;
    private bool triedSinceSearch;
    private RankedOffers? diagnosed;
    private (int Usable, int Needed) toldOfOffers;
    private DateTimeOffset rentsPausedUntil = DateTimeOffset.MinValue;
    private string rentsPausedReason = "";
    private int rentPauses;
    private string? heldBack;

    /// <summary>What is wrong with the whole fleet at once, so that nothing is rented; null when nothing is.</summary>
    private string? Alarm => AbsenceRule.IsSuspicious(State) ? AbsenceRule.Suspicion(State)
        : CreditRule.IsUsedUp(State) ? CreditRule.Words(State)
        : null;

    /// <summary>
    /// Until which moment's list nothing is rented, where a first look found instances of ours and the journal knew of none: an earlier
    /// journal was lost, and with it perhaps a rent that no list shows yet.
    /// </summary>
    private DateTimeOffset? HoldAfterLostJournal =>
        State.Beginning is { HasRented: false, AdoptedAt: { } adoptedAt } && !(lookedAt >= adoptedAt + settings.ConsistencyWindow)
            ? adoptedAt + settings.ConsistencyWindow
            : null;

    private void RentEnded(EngineCall.Rent rent, Outcome<long> outcome, DateTimeOffset now)
    {
        unsent.Remove(rent);
        var offerId = rent.Order.OfferId;
        switch (outcome)
        {
            case Outcome<long>.Done done:
                rentPauses = 0;
                Record(new RentAccepted(offerId, done.Value, now + settings.VerificationTimeout, false), now);
                break;
            case Outcome<long>.Unknown unknown:
                Record(new RentUncertain(offerId, unknown.Reason), now);
                break;
            case Outcome<long>.Refused refused:
                Record(new RentRefused(offerId, refused.Reason), now);
                Remember(offerId, refused, now);
                break;
            case Outcome<long>.Unauthorised unauthorised:
                Record(new RentRefused(offerId, unauthorised.Reason), now);
                PauseRents($"the API key was refused: {unauthorised.Reason}", now);
                break;
            default:
                Record(new RentRefused(offerId, OutcomeWords.Of(outcome)), now);
                break;
        }
    }

    private void Remember(long offerId, Outcome<long>.Refused refused, DateTimeOffset now)
    {
        foreach (var old in refusedUntil.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray()) refusedUntil.Remove(old);
        if (refused.Kind is RefusalKind.NotSent) return;
        refusedUntil[offerId] = now + RefusalMemory;
        if (refused.Kind is not RefusalKind.OfferGone) PauseRents(refused.Reason, now);
    }

    // A refusal that is not about the offer would meet every other offer too.
    private void PauseRents(string reason, DateTimeOffset now)
    {
        rentsPausedUntil = now + Backoff.After(rentPauses, settings.PollingInterval, LongestRentPause);
        rentsPausedReason = reason;
        rentPauses++;
    }

    private void SearchEnded(Outcome<ImmutableArray<Offer>> outcome, DateTimeOffset now)
    {
        searching = false;
        if (diagnosed is { } found)
        {
            var loosened = outcome is Outcome<ImmutableArray<Offer>>.Done others ? others.Value : (ImmutableArray<Offer>?)null;
            verdict = new Verdict.NothingOnOffer(NothingToRent.Explain(found, loosened, settings));
            return;
        }

        switch (outcome)
        {
            case Outcome<ImmutableArray<Offer>>.Done done:
                TakeOffers(done.Value, now);
                break;
            case Outcome<ImmutableArray<Offer>>.Unauthorised refused when !searchedOnce:
                verdict = KeyRefused(refused.Reason);
                break;
            default:
                searchNotBefore = now + Backoff.After(searchFailures++, FirstSearchBackoff, settings.PollingInterval);
                notices.Add(new Notice.CallFailed("search", OutcomeWords.Of(outcome)));
                break;
        }
    }

    private void TakeOffers(ImmutableArray<Offer> offers, DateTimeOffset now)
    {
        var ranked = OfferRanking.Rank(offers, State, settings, now);
        var firstSearch = !searchedOnce;
        (searchedOnce, searchFailures, searchedAt, triedSinceSearch) = (true, 0, now, false);
        searchNotBefore = now + settings.PollingInterval;
        candidates = OfferRanking.ForLater(offers, settings);
        rentedInFront = 0;
        var needed = RentRule.Missing(State, settings);
        if (firstSearch && candidates.IsEmpty && needed > 0 && State.Occupied == 0) diagnosed = ranked;
        else TellOfFewOffers(Rentable(now).Count(), needed);
    }

    private void TellOfFewOffers(int usable, int needed)
    {
        if (usable >= needed)
        {
            toldOfOffers = default;
            return;
        }

        if (toldOfOffers == (usable, needed)) return;
        toldOfOffers = (usable, needed);
        notices.Add(new Notice.FewOffers(usable, needed));
    }

    private IEnumerable<Offer> Rentable(DateTimeOffset now)
    {
        while (rentedInFront < candidates.Length && State.IsRented(candidates[rentedInFront].Id)) rentedInFront++;

        // Those that are rented are passed over before anything is said about them.
        return candidates.Skip(rentedInFront).Where(offer =>
            !State.IsRented(offer.Id)
            && (!refusedUntil.TryGetValue(offer.Id, out var until) || until <= now)
            && OfferRanking.PassingObjection(offer, State, settings, now) is null);
    }

    /// <summary>Why nothing may be rented now, and until when that holds if time alone ends it.</summary>
    private (string Reason, DateTimeOffset? Until)? RentHindrance(DateTimeOffset now)
    {
        if (lookedAt is null) return (NotReadyReason!, null);
        if (HoldAfterLostJournal is not null)
        {
            return ("instances of ours were found without a journal of them: more may appear within the consistency window", null);
        }

        if (Alarm is { } alarm) return (alarm, null);
        return now < rentsPausedUntil
            ? (string.Create(CultureInfo.InvariantCulture, $"the last rent was refused ({rentsPausedReason})"), rentsPausedUntil)
            : null;
    }
}
