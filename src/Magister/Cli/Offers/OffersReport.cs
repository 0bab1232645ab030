using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Cli.Offers;

/// <summary>The report of <c>magister offers</c>.</summary>
/// <param name="DiskSpace">The disk that is rented and included in prices, GB.</param>
/// <param name="IsInterruptible">Whether they are bid for, and priced by the bid.</param>
/// <param name="Order">The setting <c>offer_order</c>.</param>
/// <param name="Journal">The journal from which cooldowns were read; null if there is none.</param>
/// <param name="Offers">Those that fit, in the order in which they would be rented.</param>
/// <param name="LeftOut">The others, with the reason.</param>
internal sealed record OffersReport(
    DateTimeOffset Now, double DiskSpace, bool IsInterruptible, OfferOrder Order, string? Journal, ImmutableArray<RankedOffer> Offers, ImmutableArray<ExcludedOffer> LeftOut)
{
    public static OffersReport Create(RankedOffers ranked, FleetState fleet, FleetSettings settings, string? journal, DateTimeOffset now) => new(
        now,
        settings.Query.DiskSpace,
        settings.Query.Bidding is not null,
        settings.Query.Order,
        journal,
        RankedOffer.Create(ranked.Usable, fleet, settings, now),
        [.. ranked.LeftOut.Select(left => ExcludedOffer.Create(left, settings))]);
}

/// <summary>An offer that may be rented.</summary>
/// <param name="Rank">1 is rented first.</param>
/// <param name="IsPreferred">Whether its host or machine is in <c>good_hosts</c> or <c>good_machines</c>.</param>
/// <param name="Value">Its value, judged by this fleet's past rents.</param>
internal sealed record RankedOffer(int Rank, bool IsPreferred, OfferFigures Offer, ValueFigures? Value)
{
    public static ImmutableArray<RankedOffer> Create(ImmutableArray<Offer> offers, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var valuation = new Valuation(fleet, settings, now);
        return [.. offers.Select((offer, at) => new RankedOffer(
            at + 1, OfferRanking.IsGood(offer, fleet, settings), OfferFigures.Create(offer, settings.Query), valuation.Of(offer) is { } value ? ValueFigures.Create(value) : null))];
    }
}

/// <summary>The parts of <c>offer_order = "value"</c>.</summary>
/// <param name="ChanceOfWorking">The probability that a rent comes to work, 0 to 1.</param>
/// <param name="BootSecs">How long that takes.</param>
/// <param name="LifeHours">How long it is then expected to work.</param>
/// <param name="UsdPerWorkingHour">The price including the hours that are paid for and not worked.</param>
internal sealed record ValueFigures(double ChanceOfWorking, double BootSecs, double LifeHours, double UsdPerWorkingHour)
{
    public static ValueFigures Create(OfferValue value) => new(
        Math.Round(value.Works, 4), Math.Round(value.BootHours * 3600, 1), Math.Round(value.LifeHours, 2), Math.Round(value.UsdPerWorkingHour, 6));
}

/// <summary>An offer that is left out.</summary>
/// <param name="Why">One of the names of <see cref="ObjectionKind"/>.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Filter">The setting of <c>[vast_query]</c> that it does not pass.</param>
/// <param name="Until">When its machine's cooldown ends.</param>
internal sealed record ExcludedOffer(string Why, string Reason, string? Filter, DateTimeOffset? Until, OfferFigures Offer)
{
    public static ExcludedOffer Create(LeftOutOffer left, FleetSettings settings) => new(
        left.Objection.Kind.ToString(), left.Reason, left.Objection.Filter, left.Objection.Until, OfferFigures.Create(left.Offer, settings.Query));
}

/// <summary>The figures for choosing an offer.</summary>
/// <param name="CostPerHour">USD, with the disk that is rented; null if Vast does not show enough.</param>
/// <param name="SearchedCostPerHour">USD, as in the search result, with the disk that the search asked for.</param>
/// <param name="MinBid">The least bid for it, USD without storage.</param>
internal sealed record OfferFigures(
    long OfferId,
    double? CostPerHour,
    double? SearchedCostPerHour,
    double? MinBid,
    double? Reliability,
    string? Gpu,
    long? NumGpus,
    string? Location,
    long? HostId,
    long? MachineId)
{
    public static OfferFigures Create(Offer offer, OfferQuery query) => new(
        offer.Id,
        OfferPrice.PerHour(offer, query) is { } price ? Math.Round(price, 6) : null,
        offer.DphTotal,
        offer.MinBid,
        offer.StatedReliability(),
        offer.GpuName,
        offer.NumGpus,
        offer.Geolocation,
        offer.HostId,
        offer.MachineId);
}
