using System.Globalization;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An instance that nobody verified in time is destroyed.</summary>
internal static class VerificationRule
{
    public static LeaseDecision? Decide(Lease lease, DateTimeOffset now)
    {
        if (lease.VerifiedAt is not null || lease.VerifyBy is not { } deadline) return null;
        return now < deadline
            ? LeaseDecision.KeepUntil(deadline)
            : LeaseDecision.End(lease, DestroyCause.MissedDeadline, string.Create(
                CultureInfo.InvariantCulture, $"nobody verified it within {(deadline - lease.KnownSince).TotalSeconds:0} s"));
    }
}
