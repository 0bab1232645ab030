using System.Globalization;

namespace Magister.Fleet.Planning;

/// <summary>
/// Below the number, more are rented. What is alive, being destroyed, under way or uncertain counts, so that there are never too many.
/// </summary>
internal static class RentRule
{
    public static PlannedAction.RentMore? Propose(FleetState fleet, FleetSettings settings)
    {
        var missing = settings.NumberInstances - fleet.Occupied;
        return missing <= 0
            ? null
            : new PlannedAction.RentMore(missing, string.Create(
                CultureInfo.InvariantCulture, $"{fleet.Occupied} of {settings.NumberInstances} are alive or on their way"));
    }
}
