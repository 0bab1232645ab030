using System.Globalization;
using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>A status from which an instance does not recover by itself is borne for a grace, then the instance is replaced.</summary>
internal static class UnhealthyRule
{
    public static LeaseVerdict? Judge(Lease lease, FleetSettings settings, DateTimeOffset now)
    {
        if (lease.UnhealthySince is not { } since) return null;
        var due = since + settings.UnhealthyGrace;
        return now < due
            ? LeaseVerdict.KeepUntil(due)
            : LeaseVerdict.End(lease, DestroyCause.Unhealthy, string.Create(
                CultureInfo.InvariantCulture, $"its status has been {lease.Status} for {(now - since).TotalSeconds:0} s"));
    }
}
