using Magister.Fleet.Holds;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>The room that the tightest budget leaves for one more instance.</summary>
/// <param name="PerHour">The most it may cost, in USD per hour; nothing is rented unless this is positive.</param>
/// <param name="Text">Which budget it is, and how much of it is used.</param>
/// <param name="RaisedBy">The setting to raise.</param>
/// <param name="Until">When its period ends; null if it has none.</param>
internal sealed record BudgetRoom(double PerHour, string Text, string RaisedBy, DateTimeOffset? Until);

/// <summary>Nothing is rented that would exceed a budget. Living instances stay, whatever they cost by now.</summary>
internal static class BudgetRule
{
    /// <summary>USD per hour; a smaller difference is rounding.</summary>
    private const double Rounding = 1e-9;

    // One second, so that the last moment of a period does not divide by zero.
    private const double MinHours = 1 / 3600.0;

    /// <summary>The room that the tightest budget leaves; null if there is none.</summary>
    public static BudgetRoom? Room(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (!settings.HasBudget) return null;
        var committed = Committed(fleet, settings);
        return new[]
        {
            settings.MaxCostPerHour is { } most
                ? new BudgetRoom(most - committed, $"max_cost_per_hour is {most:0.####} USD, and {fleet.Occupied} that are alive or on their way cost {committed:0.####}", "max_cost_per_hour", null)
                : null,
            Room(BudgetPeriod.DayOf(now), settings.MaxCostPerDay, committed, fleet, now),
            Room(BudgetPeriod.MonthOf(now), settings.MaxCostPerMonth, committed, fleet, now),
        }.OfType<BudgetRoom>().MinBy(room => room.PerHour);
    }

    // What has been spent, and what will be by the end of the period, must fit.
    private static BudgetRoom? Room(BudgetPeriod period, double? budget, double committed, FleetState fleet, DateTimeOffset now)
    {
        if (budget is not { } most) return null;
        var (spent, end) = (period.Spent(fleet, now), period.EndsAt);
        var hours = Math.Max((end - now).TotalHours, MinHours);
        return new(
            ((most - spent) / hours) - committed,
            $"{period.Setting} is {most:0.##} USD, {spent:0.00} are spent, and what is alive or on its way will cost {committed * hours:0.00} more until {end:yyyy-MM-dd HH:mm} UTC",
            period.Setting,
            end);
    }

    /// <summary>
    /// USD per hour for what is alive, by its contracts, and for rents without an answer, by their offers. An unknown price counts as
    /// <c>cost_per_hour</c>.
    /// </summary>
    public static double Committed(FleetState fleet, FleetSettings settings) =>
        fleet.CostPerHour + (fleet.Index.Unpriced * settings.Query.CostPerHour) + fleet.Rents.Values.Sum(rent => Price(rent.Offer.DphTotal, settings));

    /// <summary>Whether the fleet costs more than a budget allows.</summary>
    public static bool IsPassed(FleetState fleet, FleetSettings settings, DateTimeOffset now) => Room(fleet, settings, now)?.PerHour < -2 * Rounding;

    /// <summary>Why an offer is too expensive for what is left; null if it is not.</summary>
    /// <param name="left">Null if there is no budget.</param>
    public static OfferObjection? Objection(Offer offer, BudgetRoom? left, FleetSettings settings) =>
        left is { } room && !Fits(Price(OfferPrice.PerHour(offer, settings.Query), settings), room)
            ? new(ObjectionKind.OverBudget, $"it costs {OfferPrice.PerHour(offer, settings.Query):0.####} USD an hour, over what the budget leaves: {room.Text}")
            : null;

    /// <summary>Why nothing is rented; null if a budget is not the reason.</summary>
    /// <param name="cheapest">The price of the cheapest offer that may be rented, budgets aside, in USD per hour; null if none is known.</param>
    public static Hold.Budget? Hold(FleetState fleet, FleetSettings settings, double? cheapest, DateTimeOffset now)
    {
        if (Room(fleet, settings, now) is not { } room) return null;
        var hasRoom = room.PerHour > Rounding;
        if (hasRoom && (cheapest is null || Fits(cheapest, room))) return null;
        var offer = cheapest is { } price && hasRoom ? $"; the cheapest offer costs {price:0.####}" : "";
        return new Hold.Budget($"{room.Text}{offer}", $"{(hasRoom ? "a cheaper offer, " : "")}an instance that ends, {(room.Until is null ? "" : "the end of that time, ")}or more for {room.RaisedBy}", room.Until) { LetsSearch = hasRoom };
    }

    private static double Price(double? told, FleetSettings settings) => Offer.SoundPrice(told) ?? settings.Query.CostPerHour;

    private static bool Fits(double? price, BudgetRoom room) => price <= room.PerHour + Rounding;
}
