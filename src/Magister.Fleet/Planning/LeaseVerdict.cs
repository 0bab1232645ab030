using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>What a rule says of one lease.</summary>
/// <param name="Destroy">The instance is to be destroyed now.</param>
/// <param name="LookAgainAt">Without any new fact, the rule's answer changes then.</param>
internal sealed record LeaseVerdict(PlannedAction.Destroy? Destroy, DateTimeOffset? LookAgainAt)
{
    public static readonly LeaseVerdict Keep = new(null, null);

    public static LeaseVerdict KeepUntil(DateTimeOffset at) => new(null, at);

    public static LeaseVerdict End(Lease lease, DestroyCause cause, string reason) =>
        new(new PlannedAction.Destroy(lease.InstanceId, cause, reason), null);
}
