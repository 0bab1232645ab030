using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>What a rule says of one lease.</summary>
/// <param name="Destroy">Destroy the instance now.</param>
/// <param name="LookAgainAt">Without any new fact, the rule's answer changes then.</param>
internal sealed record LeaseDecision(PlannedAction.Destroy? Destroy, DateTimeOffset? LookAgainAt)
{
    public static readonly LeaseDecision Keep = new(null, null);

    public static LeaseDecision KeepUntil(DateTimeOffset at) => new(null, at);

    public static LeaseDecision End(Lease lease, DestroyCause cause, string reason) =>
        new(new PlannedAction.Destroy(lease.InstanceId, cause, reason), null);
}
