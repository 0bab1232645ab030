namespace Magister.Simulator.Market;

/// <summary>What happens to an instance by itself.</summary>
internal enum LifeChange
{
    Created,
    Loading,
    Booted,
    BootFailed,
    Died,
    PriceRaised,
    BidMoved,
    Expired,
    Deleted,
}

/// <summary>A change that is due. It applies only while the instance's plan is still the one it was made for.</summary>
internal readonly record struct LifeStep(Instance Instance, int Plan, LifeChange Change);

/// <summary>The changes to come, by time; those at the same time in the order in which they were planned.</summary>
internal sealed class LifeQueue
{
    private readonly PriorityQueue<LifeStep, (DateTimeOffset At, long Order)> _steps = new();
    private long _order;

    public DateTimeOffset? NextAt => _steps.TryPeek(out _, out var due) ? due.At : null;

    public void Plan(Instance instance, DateTimeOffset at, LifeChange change) =>
        _steps.Enqueue(new LifeStep(instance, instance.Plan, change), (at, _order++));

    public LifeStep Take() => _steps.Dequeue();
}
