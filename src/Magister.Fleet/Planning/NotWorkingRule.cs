using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>An instance whose watch is heard and whose Contemplant has not worked for too long is replaced, whatever it did instead.</summary>
internal static class NotWorkingRule
{
    public static LeaseDecision? Decide(Lease lease, LeaseRules rules)
    {
        if (lease is not { VerifiedAt: { } verifiedAt, Work: { IsIdle: true, IdleSince: { } idleSince } work }) return null;
        var due = Moments.Later(idleSince, verifiedAt) + rules.Settings.ContemplantDown;
        return rules.InDoubt(rules.HierophantDoubt, due) ?? LeaseDecision.End(lease, DestroyCause.NotWorking, $"its Contemplant has not worked for {(rules.Now - idleSince).TotalSeconds:0} s and is {Text(work.State)}{(work.LastWords is { } words ? $": {words}" : "")}");
    }

    private static string Text(WorkState state) => state is WorkState.Waiting ? "not registered with Hierophant" : WorkText.Describe(state);
}
