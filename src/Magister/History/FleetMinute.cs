using Magister.Fleet;

namespace Magister.History;

/// <summary>How the fleet stood at the end of a minute.</summary>
/// <param name="At">The end of the minute.</param>
/// <param name="Wanted">How many instances were wanted; null where nothing tells.</param>
/// <param name="Alive">Instances that were not about to be dropped.</param>
/// <param name="Verified">Those of them that were verified.</param>
/// <param name="Renting">Rents under way or uncertain.</param>
/// <param name="CostPerHour">USD, of all instances; a price that Vast did not tell counts 0.</param>
internal sealed record FleetMinute(DateTimeOffset At, int? Wanted, int Alive, int Verified, int Renting, double CostPerHour)
{
    public static FleetMinute Of(FleetState fleet, int? wanted, DateTimeOffset at) =>
        new(at, wanted, fleet.Index.Kept, fleet.Index.KeptVerified, fleet.Rents.Count, fleet.CostPerHour);
}
