using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>A container that can never start is not paid for until its deadline.</summary>
internal static class BootFailureRule
{
    public static LeaseDecision? Decide(Lease lease) =>
        Applies(lease)
            ? LeaseDecision.End(lease, DestroyCause.BootFailed, $"its container cannot start: {lease.StatusMessage}")
            : null;

    public static bool Applies(Lease lease) =>
        lease.VerifiedAt is null && InstanceStatus.IsFinalFailure(lease.Status, lease.StatusMessage);
}
