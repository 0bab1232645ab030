using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>A dropped instance is destroyed immediately.</summary>
internal static class DropRule
{
    public static LeaseDecision? Decide(Lease lease) =>
        lease.Drop is { } drop
            ? LeaseDecision.End(lease, DestroyCause.Dropped, drop.Reason.Length > 0 ? $"dropped: {drop.Reason}" : "dropped")
            : null;
}
