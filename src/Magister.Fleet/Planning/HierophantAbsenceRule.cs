using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// A verified instance that Hierophant's list has lacked for too long is replaced, unless its watch reports that its Contemplant works. Only
/// while lists are read.
/// </summary>
internal static class HierophantAbsenceRule
{
    public static bool Applies(Lease lease) => lease is { VerifiedAt: not null, AbsentSince: not null, Work: null or { State: not WorkState.Working } };

    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (!Applies(lease) || rules.Settings.HierophantWatch == TimeSpan.Zero) return null;
        var since = lease.AbsentSince!.Value;
        var absence = rules.Settings.HierophantAbsence + (rules.Now - since);
        return rules.InDoubt(rules.HierophantDoubt, since) ?? LeaseDecision.End(lease, DestroyCause.Absent, $"Hierophant has not had its Contemplant for {absence.TotalSeconds:0} s");
    }
}
