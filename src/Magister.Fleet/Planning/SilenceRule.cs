using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An instance whose watch has reported and is no longer heard is replaced.</summary>
internal static class SilenceRule
{
    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (lease is not { VerifiedAt: not null, Work: { State: WorkState.Silent } work }) return null;
        var silence = work.SilenceBorne(rules.Settings.ContemplantSilence) + (rules.Now - work.Since);
        return rules.InDoubt(rules.NetworkDoubt, work.Since) ?? LeaseDecision.End(lease, DestroyCause.Silent, $"its watch has not been heard for {silence.TotalSeconds:0} s");
    }
}
