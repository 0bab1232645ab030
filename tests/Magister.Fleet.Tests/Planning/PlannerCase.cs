using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>The planner's decisions for a history at one moment, in the short form used in tables.</summary>
internal static class PlannerCase
{
    public static Plan Plan(this History history, double seconds, FleetSettings? settings = null) =>
        Planner.Plan(history.Fleet, settings ?? Settings(), At(seconds));

    public static (long Instance, DestroyCause Cause)[] Destroyed(this Plan plan) =>
        [.. plan.Destroys.Select(destroy => (destroy.InstanceId, destroy.Cause))];
}
