using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Cli.Offers;

/// <summary>What <c>magister offers</c> says.</summary>
/// <param name="DiskSpace">The disk that is rented and priced, GB.</param>
/// <param name="Order">The setting <c>offer_order</c>.</param>
/// <param name="Journal">The journal that told of cooling machines; null when there is none.</param>
/// <param name="Offers">Those that fit, in the order in which they would be rented.</param>
/// <param name="LeftOut">The others, with the reason.</param>
internal sealed record OffersReport(
    DateTimeOffset Now, double DiskSpace, OfferOrder Order, string? Journal, ImmutableArray<RankedOffer> Offers, ImmutableArray<ExcludedOffer> LeftOut)
{
    public static OffersReport Of(RankedOffers ranked, FleetSettings settings, string? journal, DateTimeOffset now) => new(
        now,
        settings.Query.DiskSpace,
        settings.Query.Order,
        journal,
        [.. ranked.Usable.Select((offer, at) => RankedOffer.Of(at + 1, offer, settings))],
        [.. ranked.LeftOut.Select(left => ExcludedOffer.Of(left, settings))]);
}

/// <summary>An offer that may be rented.</summary>
/// <param name="Rank">1 is rented first.</param>
/// <param name="IsPreferred">Its host or machine is in <c>good_hosts</c> or <c>good_machines</c>.</param>
internal sealed record RankedOffer(int Rank, bool IsPreferred, OfferFigures Offer)
{
    public static RankedOffer Of(int rank, Offer offer, FleetSettings settings) =>
        new(rank, OfferRanking.IsGood(offer, settings), OfferFigures.Of(offer, settings.Query));
}

/// <summary>An offer that is left out.</summary>
/// <param name="Why">One of the names of <see cref="ObjectionKind"/>.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Filter">The setting of <c>[vast_query]</c> that it does not pass.</param>
/// <param name="Until">When its machine has rested.</param>
internal sealed record ExcludedOffer(string Why, string Reason, string? Filter, DateTimeOffset? Until, OfferFigures Offer)
{
    public static ExcludedOffer Of(LeftOutOffer left, FleetSettings settings) => new(
        left.Objection.Kind.ToString(), left.Reason, left.Objection.Filter, left.Objection.Until, OfferFigures.Of(left.Offer, settings.Query));
}

/// <summary>What one chooses an offer by.</summary>
/// <param name="CostPerHour">USD, for the disk that is rented; null when Vast does not tell enough.</param>
/// <param name="SearchedCostPerHour">USD, as the search told it, for the disk that it was asked for.</param>
internal sealed record OfferFigures(
    long OfferId,
    double? CostPerHour,
    double? SearchedCostPerHour,
    double? Reliability,
    string? Gpu,
    long? NumGpus,
    string? Location,
    long? HostId,
    long? MachineId)
{
    public static OfferFigures Of(Offer offer, OfferQuery query) => new(
        offer.Id,
        OfferPrice.PerHour(offer, query) is { } price ? Math.Round(price, 6) : null,
        offer.DphTotal,
        offer.Reliability2 ?? offer.Reliability,
        offer.GpuName,
        offer.NumGpus,
        offer.Geolocation,
        offer.HostId,
        offer.MachineId);
}
