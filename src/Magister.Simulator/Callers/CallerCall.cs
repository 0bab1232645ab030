namespace Magister.Simulator.Callers;

/// <summary>A call that a Contemplant or the Hierophant makes now.</summary>
/// <param name="InstanceId">The instance it is about.</param>
/// <param name="Address">What is called.</param>
/// <param name="DropReason">The body of a drop; null for a verify.</param>
public sealed record CallerCall(long InstanceId, string Address, string? DropReason)
{
    /// <summary>Whether this is the Hierophant's <c>DELETE</c>; else it is a Contemplant's <c>GET</c>.</summary>
    public bool IsDrop => DropReason is not null;
}
