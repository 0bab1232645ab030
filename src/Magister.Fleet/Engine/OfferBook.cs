using System.Collections.Immutable;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>What searches brought and what was refused of it: which offer may be rented next, and when to search again.</summary>
internal sealed class OfferBook(FleetSettings settings)
{
    /// <summary>How long a refused offer rests, longer than any pause, and how long it comes after those that were not tried.</summary>
    private static readonly TimeSpan RefusedRests = 1.5 * RefusalPause.LongestPause;
    private static readonly TimeSpan RefusedGoesLast = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstSearchBackoff = TimeSpan.FromSeconds(2);

    /// <summary>How old an offer may be when it is rented, and when newer ones are looked for meanwhile.</summary>
    private static readonly TimeSpan CandidatesExpireAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CandidatesRefreshAfter = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, DateTimeOffset> refusedUntil = [];
    private readonly FurtherSearch further = new(settings);
    private readonly FilterTrials trials = new(settings.Query);
    private ImmutableArray<Offer> candidates = [];

    // What the searches before the last one brought, where that looks further.
    private ImmutableArray<Offer> passedOver = [];

    // How many candidates at the front have been rented since the last instance ended: of a long list soon most.
    private int rentedInFront;
    private DateTimeOffset searchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset searchNotBefore = DateTimeOffset.MinValue;
    private int searchFailures;
    private bool isSearching;
    private bool hasTriedSinceSearch;
    private RankedOffers? diagnosed;
    private (int Usable, int Needed) toldOfFew;

    /// <summary>A search has come back, or the start was over without one: whatever a search brings from now on ends no program.</summary>
    public bool HasSearched { get; set; }

    /// <summary>Nothing fitted at the start: a loosened search is to tell which filter keeps everything out.</summary>
    public bool IsDiagnosing => diagnosed is not null;

    /// <summary>The search to send now, where nothing is being searched for; null otherwise.</summary>
    public EngineCall.Search? Search(DateTimeOffset now)
    {
        if (isSearching) return null;
        isSearching = true;
        return IsDiagnosing
            ? new EngineCall.Search(NothingToRent.Loosened(settings.Query), SetAside.None)
            : new EngineCall.Search(trials.Query(now), further.At(now));
    }

    /// <summary>The offer to rent now; null where none is known that may be.</summary>
    public Offer? TakeNext(FleetState fleet, DateTimeOffset now)
    {
        if (now >= searchedAt + CandidatesExpireAfter || Best(Rentable(fleet, now), fleet) is not { } next) return null;
        hasTriedSinceSearch = true;
        return next.Telling(null) with { DphTotal = OfferPrice.PerHour(next, settings.Query) };
    }

    /// <summary>Why a budget keeps all that is known from being rented; null where none does.</summary>
    public Hold.Budget? BudgetHold(FleetState fleet, DateTimeOffset now) => !settings.HasBudget ? null : BudgetRule.Hold(
        fleet, settings, Unobjected(fleet, now).Min(offer => OfferPrice.PerHour(offer, settings.Query)), now);

    /// <summary>Whether to search now.</summary>
    public Due SearchDue(FleetState fleet, int needed, DateTimeOffset now)
    {
        if (needed <= 0 || isSearching) return Due.Never;
        var refreshAt = searchedAt + CandidatesRefreshAfter;
        if (now < refreshAt && Rentable(fleet, now).Any()) return new Due(false, refreshAt);

        // A search whose offers were all left out brings the same again right afterwards; one whose offers were used up does not.
        return hasTriedSinceSearch && searchFailures == 0 ? Due.Now : Due.At(searchNotBefore, now);
    }

    public void SearchEnded() => isSearching = false;

    public void SearchFailed(DateTimeOffset now) =>
        searchNotBefore = now + Backoff.After(searchFailures++, FirstSearchBackoff, settings.PollingInterval);

    /// <summary>Takes what a search brought.</summary>
    /// <returns>Set where Vast misapplies a filter, or fewer may be rented than are needed, and that is news.</returns>
    public Notice? Take(ImmutableArray<Offer> offers, FleetState fleet, DateTimeOffset now)
    {
        (searchFailures, searchedAt, hasTriedSinceSearch) = (0, now, false);
        var (wasTrying, fitting) = (trials.IsTrying, OfferRanking.RankForLater(offers, settings));
        var misapplied = further.At(now) == SetAside.None ? trials.Take(offers.Length, fitting.Length, now) : null;

        // What the trial of a filter does not bring is not gone.
        if (!wasTrying || !fitting.IsEmpty) candidates = fitting;
        rentedInFront = 0;
        var (usable, needed) = (Rentable(fleet, now).Count(), RentRule.Missing(fleet, settings));
        var goesFurther = usable == 0 && needed > 0 && further.Continue(offers, now);
        searchNotBefore = goesFurther || trials.IsClose ? now : now + settings.PollingInterval;
        var all = passedOver.AddRange(offers);
        passedOver = goesFurther ? all : [];
        if (goesFurther) return misapplied;
        var isFirst = !HasSearched;
        HasSearched = true;
        if (!isFirst || OfferRanking.RankForLater(all, settings).Any() || needed <= 0 || fleet.Occupied > 0) return misapplied ?? TellOfFew(usable, needed);
        diagnosed = OfferRanking.Rank(all, fleet, settings, now);
        return null;
    }

    /// <summary>Takes what the loosened search brought, where that can be rented after all.</summary>
    public bool TakeLoosened(ImmutableArray<Offer>? loosened) =>
        loosened is { } brought && !OfferRanking.RankForLater(brought, settings).IsEmpty && (diagnosed = null) is null;

    /// <summary>Why nothing may be rented at all.</summary>
    /// <param name="loosened">What the loosened search brought; null when it could not be made.</param>
    public string Explain(ImmutableArray<Offer>? loosened) => NothingToRent.Explain(diagnosed!, loosened, settings);

    /// <summary>An offer is not tried again for a while, and then after those that were not tried.</summary>
    public void Refuse(long offerId, DateTimeOffset now) => Remember(offerId, now + RefusedRests, now);

    /// <summary>An offer comes after those that were not tried: it was refused for a reason that is not its own.</summary>
    public void PutLast(long offerId, DateTimeOffset now) => Remember(offerId, now, now);

    /// <summary>An instance has ended: what was passed over as rented may be rentable again.</summary>
    public void LeaseEnded() => rentedInFront = 0;

    // Those that were not tried go first (of machines neither, where one is tried at a time), then good ones, then those of hosts where nothing is being tried. Good ones are in front.
    private Offer? Best(IEnumerable<Offer> rentable, FleetState fleet)
    {
        Offer? best = null;
        var least = int.MaxValue;
        foreach (var offer in rentable)
        {
            var place = OfferRanking.IsGood(offer, settings) ? 0 : 2;
            var hasFailed = offer.MachineId is { } machine && BreakerRule.Covers(machine, fleet, settings);
            var handicap = place + (hasFailed ? 8 : 0) + (refusedUntil.ContainsKey(offer.Id) ? 4 : 0) + (offer.HostId is { } host && fleet.IsOnTrial(host) ? 1 : 0);
            if (handicap < least) (best, least) = (offer, handicap);
            if (least <= place) break;
        }

        return best;
    }

    private IEnumerable<Offer> Rentable(FleetState fleet, DateTimeOffset now)
    {
        var room = BudgetRule.Room(fleet, settings, now);
        return Unobjected(fleet, now).Where(offer => BudgetRule.Objection(offer, room, settings) is null);
    }

    // What may be rented but for a budget.
    private IEnumerable<Offer> Unobjected(FleetState fleet, DateTimeOffset now)
    {
        while (rentedInFront < candidates.Length && fleet.IsRented(candidates[rentedInFront].Id)) rentedInFront++;

        // Those that are rented are passed over before anything is said about them.
        return candidates.Skip(rentedInFront).Where(offer =>
            !fleet.IsRented(offer.Id)
            && (!refusedUntil.TryGetValue(offer.Id, out var until) || until <= now)
            && OfferRanking.PassingObjection(offer, fleet, settings, now) is null);
    }

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
