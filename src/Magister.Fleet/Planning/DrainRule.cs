using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>While the fleet is drained, every instance goes.</summary>
internal static class DrainRule
{
    public static LeaseDecision? Decide(Lease lease, Steering steering) => steering.Mode is SteeringMode.Draining
        ? LeaseDecision.End(lease, DestroyCause.Drained, "an operator drains the fleet")
        : null;
}
