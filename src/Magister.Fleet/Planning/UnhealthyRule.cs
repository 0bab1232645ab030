using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// A status from which an instance does not recover by itself is tolerated for the grace period, a boot for as long as it may take; then
/// the instance is replaced.
/// </summary>
internal static class UnhealthyRule
{
    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (lease.UnhealthySince is not { } since) return null;
        var settings = rules.Settings;
        var due = Moments.Later(since, PaidAgainAt(lease, rules.Fleet.Account)) + (InstanceStatus.IsBooting(lease.Status) ? settings.VerificationTimeout : settings.UnhealthyGrace);
        due = Moments.Later(due, MassFailureRule.DoubtedUntil(since, rules) ?? due);
        return rules.Now < due
            ? LeaseDecision.KeepUntil(due)
            : LeaseDecision.End(lease, DestroyCause.Unhealthy, $"its status has been {lease.Status ?? "null"} for {(rules.Now - since).TotalSeconds:0} s");
    }

    // An instance stopped for lack of credit gets its grace period once there is credit again: somebody may be about to start it.
    private static DateTimeOffset PaidAgainAt(Lease lease, AccountSeen? account) =>
        lease.Status is InstanceStatus.Stopped && account is { CanPay: true } ? account.At : DateTimeOffset.MinValue;
}
