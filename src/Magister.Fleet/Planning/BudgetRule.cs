using System.Globalization;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>What the tightest budget leaves for one more instance.</summary>
/// <param name="PerHour">The most that it may cost, USD an hour; nothing is rented where it is not positive.</param>
/// <param name="Words">Which budget it is, and what it is used for now.</param>
/// <param name="RaisedBy">The setting to raise.</param>
internal sealed record BudgetRoom(double PerHour, string Words, string RaisedBy);

/// <summary>Nothing is rented that would pass a budget. What is alive stays, whatever it costs by now.</summary>
internal static class BudgetRule
{
    /// <summary>USD an hour: less is a rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>What is left; null where there is no budget.</summary>
    public static BudgetRoom? Room(FleetState fleet, FleetSettings settings) => settings.MaxCostPerHour is not { } most ? null : new(
        most - Committed(fleet, settings),
        Text($"max_cost_per_hour is {most:0.####} USD, and {fleet.Occupied} that are alive or on their way cost {Committed(fleet, settings):0.####}"),
        "max_cost_per_hour");

    /// <summary>
    /// USD an hour for what is alive, by its contracts, and for rents without an answer, by their offers. What has no price counts as the dearest
    /// that is rented.
    /// </summary>
    public static double Committed(FleetState fleet, FleetSettings settings) =>
        fleet.CostPerHour + (fleet.Index.Unpriced * settings.Query.CostPerHour) + fleet.Rents.Values.Sum(rent => Price(rent.Offer.DphTotal, settings));

    /// <summary>Whether the fleet costs more than a budget allows.</summary>
    public static bool IsPassed(FleetState fleet, FleetSettings settings) => Room(fleet, settings)?.PerHour < -2 * Rounding;

    /// <summary>Why an offer is too dear for what is left; null where it is not.</summary>
    public static OfferObjection? Objection(Offer offer, FleetState fleet, FleetSettings settings) =>
        Room(fleet, settings) is { } room && !Fits(Price(OfferPrice.PerHour(offer, settings.Query), settings), room)
            ? new(ObjectionKind.OverBudget, Text($"it costs {OfferPrice.PerHour(offer, settings.Query):0.####} USD an hour, over what the budget leaves: {room.Words}"))
            : null;

    /// <summary>Why nothing is rented; null where a budget is not the reason.</summary>
    /// <param name="cheapest">The least that would be rented but for a budget costs, USD an hour; null where nothing else is known to be on offer.</param>
    public static Hold.Budget? Hold(FleetState fleet, FleetSettings settings, double? cheapest)
    {
        if (Room(fleet, settings) is not { } room) return null;
        var hasRoom = room.PerHour > Rounding;
        if (hasRoom && (cheapest is null || Fits(cheapest, room))) return null;
        var offer = cheapest is { } price && hasRoom ? Text($"; the cheapest offer costs {price:0.####}") : "";
        return new Hold.Budget($"{room.Words}{offer}", $"{(hasRoom ? "a cheaper offer, " : "")}an instance that ends, or more for {room.RaisedBy}") { LetsSearch = hasRoom };
    }

    private static double Price(double? told, FleetSettings settings) => told is { } price && Offer.IsPrice(price) ? price : settings.Query.CostPerHour;

    private static bool Fits(double? price, BudgetRoom room) => price <= room.PerHour + Rounding;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
