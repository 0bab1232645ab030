using System.Collections.Immutable;
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
/// <param name="Actions">The most urgent first.</param>
/// <param name="NextDeadline">When time alone changes the plan.</param>
public sealed record Plan(ImmutableArray<PlannedAction> Actions, DateTimeOffset? NextDeadline)
{
    /// <summary>Destroys, the most urgent first.</summary>
    public IEnumerable<PlannedAction.Destroy> Destroys => Actions.OfType<PlannedAction.Destroy>();

    /// <summary>Instances to ask for.</summary>
    public IEnumerable<PlannedAction.AskFor> Asks => Actions.OfType<PlannedAction.AskFor>();

    /// <summary>How many to rent.</summary>
    public PlannedAction.RentMore? Rent => Actions.OfType<PlannedAction.RentMore>().FirstOrDefault();
}
