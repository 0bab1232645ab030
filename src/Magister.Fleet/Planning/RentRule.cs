namespace Magister.Fleet.Planning;

/// <summary>
/// Below the wanted number, more are rented. Everything alive, being destroyed, under way or uncertain counts, so there are never too many.
/// </summary>
internal static class RentRule
{
    public static PlannedAction.RentMore? Propose(FleetState fleet, FleetSettings settings)
    {
        var missing = Missing(fleet, settings);
        return missing <= 0
            ? null
            : new PlannedAction.RentMore(missing, $"{fleet.Occupied} of {fleet.NumberWanted(settings)} are alive or on their way");
    }

    /// <summary>How many to rent: none while an operator has paused or drained the fleet. Negative if there are too many.</summary>
    public static int Missing(FleetState fleet, FleetSettings settings) =>
        fleet.Steering.Mode is SteeringMode.Running ? fleet.NumberWanted(settings) - fleet.Occupied : 0;
}
