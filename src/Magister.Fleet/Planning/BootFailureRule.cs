using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An instance whose container can never start, or never start again, is destroyed.</summary>
internal static class BootFailureRule
{
    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (!Applies(lease)) return null;
        return lease.UnhealthySince is { } since && MassFailureRule.DoubtedUntil(since, rules) is { } certainAt && rules.Now < certainAt
            ? LeaseDecision.KeepUntil(certainAt)
            : LeaseDecision.End(lease, DestroyCause.BootFailed, $"its container cannot start: {lease.StatusMessage}");
    }

    public static bool Applies(Lease lease) => InstanceStatus.IsFinalFailure(lease.Status, lease.StatusMessage);
}
