using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An interruptible instance that Vast stopped for a higher bid is replaced at once: its storage goes on being charged, and nobody raises its bid.</summary>
internal static class OutbidRule
{
    public static LeaseDecision? Decide(Lease lease) =>
        lease.IsOutbid is true ? LeaseDecision.End(lease, DestroyCause.Outbid, "somebody bid more for its machine, and Vast stopped it") : null;
}
