using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An instance that nobody verified in time is destroyed.</summary>
internal static class VerificationRule
{
    public static LeaseDecision? Decide(Lease lease, FleetSettings settings, DateTimeOffset now)
    {
        if (lease.VerifiedAt is not null || lease.VerifyBy(settings.VerificationTimeout) is not { } deadline) return null;
        return now < deadline
            ? LeaseDecision.KeepUntil(deadline)
            : LeaseDecision.End(lease, DestroyCause.MissedDeadline, $"nobody verified it within {settings.VerificationTimeout.TotalSeconds:0} s");
    }
}
