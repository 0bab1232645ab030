using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// An instance whose label cannot be set is replaced, since only the journal knows of it. Not if several resist, or if none has its
/// label: then it is Vast's fault, and new ones would fare the same.
/// </summary>
internal static class UnlabelledRule
{
    private const int FailuresBorne = 5;

    public static bool IsAlarm(FleetState fleet) => fleet.Index.KeptLabelFailing > 1;

    public static string Alarm(FleetState fleet) => $"Vast does not set the label of {fleet.Index.KeptLabelFailing} instances; they count, and none is destroyed for it";

    public static LeaseDecision? Decide(Lease lease, FleetState fleet) =>
        lease.Labelling is { Failures: >= FailuresBorne } labelling && !IsAlarm(fleet) && fleet.Index.Kept > fleet.Index.KeptAwaitingLabel
            ? LeaseDecision.End(lease, DestroyCause.Unlabelled, $"its label could not be set in {labelling.Failures} attempts")
            : null;
}
