using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// An instance that is not verified in time is destroyed. Its time counts from the rent or, if phases have limits of their own, from each phase:
/// until Vast loads it, while it is loading (longer while that makes progress, at most twice as long), and from when it runs.
/// </summary>
internal static class VerificationRule
{
    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (lease.VerifiedAt is not null || lease.WaitingSince is not { } waitingSince) return null;
        if (rules.IsAnyDoubt) return LeaseDecision.Keep;
        var (due, words) = Deadline(lease, waitingSince, rules.Settings);
        return rules.Now < due ? LeaseDecision.KeepUntil(due) : LeaseDecision.End(lease, DestroyCause.MissedDeadline, words);
    }

    /// <summary>When it must have been verified; null if it counts as verified from the start.</summary>
    public static DateTimeOffset? DueAt(Lease lease, FleetSettings settings) =>
        lease.WaitingSince is { } waitingSince ? Deadline(lease, waitingSince, settings).Due : null;

    /// <summary>No deadline passes sooner than this after the rent.</summary>
    public static TimeSpan Shortest(FleetSettings settings) => new[] { settings.VerificationTimeout, settings.ProvisioningTimeout, settings.LoadingTimeout }.OfType<TimeSpan>().Min();

    private static (DateTimeOffset Due, string Text) Deadline(Lease lease, DateTimeOffset waitingSince, FleetSettings settings) => HasPhases(settings)
        ? Phase(lease, waitingSince, settings)
        : (waitingSince + settings.VerificationTimeout, Text("its Contemplant did not report", settings.VerificationTimeout));

    private static bool HasPhases(FleetSettings settings) => settings.ProvisioningTimeout is not null || settings.LoadingTimeout is not null;

    private static (DateTimeOffset Due, string Text) Phase(Lease lease, DateTimeOffset waitingSince, FleetSettings settings)
    {
        if (lease.RanFirstAt is { } ranAt) return (Moments.Later(waitingSince, ranAt) + settings.VerificationTimeout, Text("it runs, and its Contemplant did not report", settings.VerificationTimeout));
        if (lease.LoadingSince is not { } loadingSince)
        {
            var provisioning = settings.ProvisioningTimeout ?? settings.VerificationTimeout;
            return (waitingSince + provisioning, Text("Vast did not begin to load it", provisioning));
        }

        var loading = settings.LoadingTimeout ?? settings.VerificationTimeout;
        var since = Moments.Later(waitingSince, loadingSince);
        var progressed = Moments.Later(since, lease.ProgressAt ?? since) + loading;
        return (Moments.Earlier(progressed, since + (2 * loading)), Text("it was not loaded", loading));
    }

    private static string Text(string what, TimeSpan within) => $"{what} within {within.TotalSeconds:0} s";
}
