using System.Collections.Immutable;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>The offers found by searches and those that were refused: which one may be rented next, and when to search again.</summary>
/// <param name="chance">Random numbers from 0 to below 1, for trying out machines; null for no trials.</param>
internal sealed class OfferBook(LiveSettings settings, Func<double>? chance)
{
    /// <summary>How long a refused offer rests, longer than any pause, and how long it ranks below offers not tried yet.</summary>
    private static readonly TimeSpan RefusedRests = 1.5 * RefusalPause.LongestPause;
    private static readonly TimeSpan RefusedGoesLast = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstSearchBackoff = TimeSpan.FromSeconds(2);

    /// <summary>How old an offer may be when it is rented, and at what age newer ones are searched for.</summary>
    private static readonly TimeSpan CandidatesExpireAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CandidatesRefreshAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LooksForCheaperEvery = TimeSpan.FromMinutes(5);

    private readonly Dictionary<long, DateTimeOffset> refusedUntil = [];
    private readonly FurtherSearch further = new(settings);
    private FilterTrials trials = new(settings.Now.Query);
    private ImmutableArray<Offer> candidates = [];

    // What the searches before the last one found, while looking further.
    private ImmutableArray<Offer> passedOver = [];

    private DateTimeOffset searchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset searchNotBefore = DateTimeOffset.MinValue;
    private int searchFailures;
    private bool isSearching;
    private bool hasTriedSinceSearch;
    private long? preferred;
    private RankedOffers? diagnosed;
    private ImmutableArray<Offer>? loosened;
    private (int Usable, int Needed) toldOfFew;

    /// <summary>Whether a search has returned, or startup ended without one: no later search ends the program.</summary>
    public bool HasSearched { get; set; }

    /// <summary>Whether nothing fitted at startup, so that a loosened search must show which filter excludes everything.</summary>
    public bool IsDiagnosing => diagnosed is not null;

    /// <summary>How the last search fell short, budgets aside, while more must be rented; null if it did not.</summary>
    public Notice.FewOffers? Few(FleetState fleet) =>
        toldOfFew.Needed > 0 && RentRule.Missing(fleet, settings.Now) > 0 ? new Notice.FewOffers(toldOfFew.Usable, toldOfFew.Needed) : null;

    /// <summary>The search to send now; null while one is under way.</summary>
    public EngineCall.Search? Search(DateTimeOffset now)
    {
        if (isSearching) return null;
        isSearching = true;
        return IsDiagnosing && !trials.IsTrying
            ? new EngineCall.Search(NothingToRent.Loosened(settings.Now.Query), SetAside.None)
            : new EngineCall.Search(trials.Query(now), further.At(now));
    }

    /// <summary>The offer to rent now; null if none that may be rented is known.</summary>
    public Offer? TakeNext(FleetState fleet, DateTimeOffset now)
    {
        if (now >= searchedAt + CandidatesExpireAfter || Best(Rentable(fleet, now), fleet) is not { } next) return null;
        (hasTriedSinceSearch, preferred) = (true, null);
        var isBid = settings.Now.Query.Bidding is not null;
        return next.Telling(null) with
        {
            DphTotal = OfferPrice.PerHour(next, settings.Now.Query),
            MinBid = isBid ? next.MinBid : null,
            IsBid = isBid ? true : null,
        };
    }

    /// <summary>
    /// The instance to be replaced by the cheapest of the offers that may be rented; null if there is none. That offer is rented next, before
    /// all others.
    /// </summary>
    public PlannedAction.Destroy? Cheaper(FleetState fleet, DateTimeOffset now)
    {
        if (now >= searchedAt + CandidatesRefreshAfter || !CheaperRule.Applies(fleet, settings.Now)) return null;
        var cheapest = Unobjected(fleet, now)
            .Where(offer => !refusedUntil.ContainsKey(offer.Id) && Offer.SoundPrice(OfferPrice.PerHour(offer, settings.Now.Query)) is not null)
            .MinBy(offer => OfferPrice.PerHour(offer, settings.Now.Query));
        if (cheapest is null || CheaperRule.Propose(cheapest, fleet, settings.Now, now) is not { } replaced || !FitsInPlaceOf(replaced.InstanceId, cheapest, fleet, now)) return null;
        preferred = cheapest.Id;
        return replaced;
    }

    /// <summary>Whether to look for cheaper offers now, although nothing is missing.</summary>
    public Due LookDue(FleetState fleet, DateTimeOffset now) =>
        isSearching || !CheaperRule.Applies(fleet, settings.Now) ? Due.Never : Due.At(Moments.Later(searchNotBefore, searchedAt + LooksForCheaperEvery), now);

    /// <summary>The budget that keeps all known offers from being rented; null if none does.</summary>
    public Hold.Budget? BudgetHold(FleetState fleet, DateTimeOffset now) => !settings.Now.HasBudget ? null : BudgetRule.Hold(
        fleet, settings.Now, Unobjected(fleet, now).Min(offer => OfferPrice.PerHour(offer, settings.Now.Query)), now);

    /// <summary>Whether to search now.</summary>
    public Due SearchDue(FleetState fleet, int needed, DateTimeOffset now)
    {
        if (needed <= 0 || isSearching) return Due.Never;
        var refreshAt = searchedAt + CandidatesRefreshAfter;
        if (now < refreshAt && Rentable(fleet, now).Any()) return new Due(false, refreshAt);

        // If all offers found were left out, searching again right away finds the same ones; if they were used up, it does not.
        return hasTriedSinceSearch && searchFailures == 0 ? Due.Now : Due.At(searchNotBefore, now);
    }

    public void SearchEnded() => isSearching = false;

    public void SearchFailed(DateTimeOffset now) =>
        searchNotBefore = now + Backoff.After(searchFailures++, FirstSearchBackoff, settings.Now.PollingInterval);

    /// <summary>Takes the result of a search.</summary>
    /// <returns>Set if Vast misapplies a filter, or fewer offers may be rented than are needed, and that is news.</returns>
    public Notice? Take(ImmutableArray<Offer> offers, FleetState fleet, DateTimeOffset now)
    {
        (searchFailures, searchedAt, hasTriedSinceSearch) = (0, now, false);
        var (wasTrying, fitting) = (trials.IsTrying, OfferRanking.RankForLater(offers, fleet, settings.Now, now, Trial()));
        var misapplied = further.At(now) == SetAside.None ? trials.Take(offers.Length, fitting.Length, now) : null;

        // An offer that the trial of a filter does not return is not gone.
        if (!wasTrying || !fitting.IsEmpty) candidates = fitting;
        var needed = RentRule.Missing(fleet, settings.Now);
        var goesFurther = needed > 0 && !Rentable(fleet, now).Any() && further.Continue(offers, now);
        searchNotBefore = goesFurther || trials.IsClose ? now : now + settings.Now.PollingInterval;
        var all = passedOver.AddRange(offers);
        passedOver = goesFurther ? all : [];
        if (goesFurther) return misapplied;
        var isFirst = !HasSearched;
        HasSearched = true;
        if (!isFirst || OfferRanking.Lasting(all, fleet, settings.Now).Any() || needed <= 0 || fleet.Occupied > 0) return misapplied ?? TellOfFew(Unobjected(fleet, now).Count(), needed);
        diagnosed = OfferRanking.Rank(all, fleet, settings.Now, now);
        return null;
    }

    /// <summary>Takes the result of a search with fewer filters at startup, if some of it can be rented after all.</summary>
    public bool TakeLoosened(ImmutableArray<Offer>? found, FleetState fleet) =>
        found is { } brought && OfferRanking.Lasting(brought, fleet, settings.Now).Any() && (diagnosed = null) is null;

    /// <summary>Why nothing may be rented at all; null if another search is needed to tell.</summary>
    /// <param name="found">The result of the search with fewer filters; null if it failed.</param>
    public string? Explain(ImmutableArray<Offer>? found, DateTimeOffset now)
    {
        loosened ??= found;
        if (found is { } brought) trials.Take(brought.Length, 0, now);
        return found is not null && trials.IsTrying ? null : NothingToRent.Explain(diagnosed!, loosened, settings.Now);
    }

    /// <summary>Does not try an offer for a while, and then ranks it below those not tried yet.</summary>
    public void Refuse(long offerId, DateTimeOffset now) => Remember(offerId, now + RefusedRests, now);

    /// <summary>Ranks an offer below those not tried yet: it was refused for a reason that is not its own.</summary>
    public void PutLast(long offerId, DateTimeOffset now) => Remember(offerId, now, now);

    /// <summary>The settings have changed: what is known about the market was requested with the old ones.</summary>
    public void Reloaded()
    {
        (candidates, passedOver) = ([], []);
        (searchedAt, searchNotBefore, searchFailures) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue, 0);
        trials = new FilterTrials(settings.Now.Query);
        further.Reloaded();
    }

    // While rents are tried one at a time, machines that have not failed go first; then offers that were not tried, then good ones, then those of
    // hosts where nothing is being tried. Good ones are in front.
    private Offer? Best(IEnumerable<Offer> rentable, FleetState fleet)
    {
        Offer? best = null;
        var least = int.MaxValue;
        foreach (var offer in rentable)
        {
            if (offer.Id == preferred) return offer;
            var place = OfferRanking.IsGood(offer, fleet, settings.Now) ? 0 : 2;
            var hasFailed = offer.MachineId is { } machine && BreakerRule.Covers(machine, fleet, settings.Now);
            var handicap = place + (hasFailed ? 8 : 0) + (refusedUntil.ContainsKey(offer.Id) ? 4 : 0) + (offer.HostId is { } host && fleet.IsOnTrial(host) ? 1 : 0);
            if (handicap < least) (best, least) = (offer, handicap);
            if (least <= place && preferred is null) break;
        }

        return best;
    }

    private IEnumerable<Offer> Rentable(FleetState fleet, DateTimeOffset now)
    {
        var room = BudgetRule.Room(fleet, settings.Now, now);
        return Unobjected(fleet, now).Where(offer => BudgetRule.Objection(offer, room, settings.Now) is null);
    }

    private bool FitsInPlaceOf(long instanceId, Offer offer, FleetState fleet, DateTimeOffset now) =>
        BudgetRule.Room(fleet, settings.Now, now) is not { } room || OfferPrice.PerHour(offer, settings.Now.Query) <= room.PerHour + (Offer.SoundPrice(fleet.Leases[instanceId].Offer.DphTotal) ?? 0);

    // What may be rented, apart from budgets.
    private IEnumerable<Offer> Unobjected(FleetState fleet, DateTimeOffset now) => candidates.Where(offer =>
        !fleet.IsRented(offer.Id)
        && (!refusedUntil.TryGetValue(offer.Id, out var until) || until <= now)
        && OfferRanking.PassingObjection(offer, fleet, settings.Now, now) is null);

    private Random? Trial() => chance is not null && settings.Now.Query.Order is OfferOrder.Value ? new Random((int)(chance() * int.MaxValue)) : null;

    private void Remember(long offerId, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (var old in refusedUntil.Where(entry => entry.Value + RefusedGoesLast <= now).Select(entry => entry.Key).ToArray()) refusedUntil.Remove(old);
        refusedUntil[offerId] = until;
    }

    private Notice.FewOffers? TellOfFew(int usable, int needed)
    {
        if (usable >= needed) toldOfFew = default;
        if (usable >= needed || toldOfFew == (usable, needed)) return null;
        toldOfFew = (usable, needed);
        return new Notice.FewOffers(usable, needed);
    }
}
