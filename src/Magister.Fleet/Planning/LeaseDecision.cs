using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>A rule's decision about one lease.</summary>
/// <param name="Destroy">Destroy the instance now.</param>
/// <param name="LookAgainAt">When the rule's answer changes without any new fact.</param>
internal sealed record LeaseDecision(PlannedAction.Destroy? Destroy, DateTimeOffset? LookAgainAt)
{
    public static readonly LeaseDecision Keep = new(null, null);

    public static LeaseDecision KeepUntil(DateTimeOffset at) => new(null, at);

    public static LeaseDecision End(Lease lease, DestroyCause cause, string reason) =>
        new(new PlannedAction.Destroy(lease.InstanceId, cause, reason), null);
}
