using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>Something to do next, with its reason in words for the log, the events and a dry run.</summary>
public abstract record PlannedAction(string Reason)
{
    /// <summary>Destroy an instance.</summary>
    public sealed record Destroy(long InstanceId, DestroyCause Cause, string Reason) : PlannedAction(Reason);

    /// <summary>Ask Vast about one instance before it is given up.</summary>
    public sealed record AskFor(long InstanceId, string Reason) : PlannedAction(Reason);

    /// <summary>Rent this many more.</summary>
    public sealed record RentMore(int Count, string Reason) : PlannedAction(Reason);
}

/// <summary>The plan for the fleet as it is.</summary>
/// <param name="Destroys">Instances to destroy now, most urgent first; evaluated lazily.</param>
/// <param name="Asks">Instances to ask about, those missing longest first; evaluated lazily.</param>
/// <param name="Rent">How many to rent; null for none.</param>
/// <param name="NextDeadline">When time alone changes the plan.</param>
public sealed record Plan(
    IEnumerable<PlannedAction.Destroy> Destroys, IEnumerable<PlannedAction.AskFor> Asks, PlannedAction.RentMore? Rent, DateTimeOffset? NextDeadline);
