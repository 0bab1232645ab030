using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>Something to do next, with its reason in words: what the log, the events and a dry run show.</summary>
public abstract record PlannedAction(string Reason)
{
    /// <summary>Destroy an instance.</summary>
    public sealed record Destroy(long InstanceId, DestroyCause Cause, string Reason) : PlannedAction(Reason);

    /// <summary>Ask Vast for one instance, before it is given up.</summary>
    public sealed record AskFor(long InstanceId, string Reason) : PlannedAction(Reason);

    /// <summary>Rent that many more.</summary>
    public sealed record RentMore(int Count, string Reason) : PlannedAction(Reason);
}

/// <summary>What follows from the fleet as it is.</summary>
/// <param name="Destroys">What to destroy now, the most urgent first; found as it is asked for.</param>
/// <param name="Asks">Instances to ask for, those that lists lack for longest first; found as it is asked for.</param>
/// <param name="Rent">How many to rent; null for none.</param>
/// <param name="NextDeadline">When time alone changes the plan.</param>
public sealed record Plan(
    IEnumerable<PlannedAction.Destroy> Destroys, IEnumerable<PlannedAction.AskFor> Asks, PlannedAction.RentMore? Rent, DateTimeOffset? NextDeadline)
{
    /// <summary>Everything, the most urgent first.</summary>
    public IEnumerable<PlannedAction> Actions => [.. Destroys, .. Asks, .. Rent is null ? Enumerable.Empty<PlannedAction>() : [Rent]];
}
