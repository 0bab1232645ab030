using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An interruptible instance stopped for a higher bid is replaced immediately: its storage is still charged, its bid never raised.</summary>
internal static class OutbidRule
{
    public static LeaseDecision? Decide(Lease lease) =>
        lease.IsOutbid is true ? LeaseDecision.End(lease, DestroyCause.Outbid, "somebody bid more for its machine, and Vast stopped it") : null;
}
