namespace Magister.Events;

/// <summary>
/// The last events of this run. Only the loop writes, and never waits: each event has its place by its number, so that readers find it,
/// or see that a later one took its place, without a lock. A reader that follows keeps nothing here but its position.
/// </summary>
/// <param name="before">The number of the last fact of the previous runs.</param>
internal sealed class EventHistory(long before)
{
    /// <summary>How many events are kept.</summary>
    public const int Capacity = 1000;

    private readonly FleetEvent?[] places = new FleetEvent?[Capacity];
    private readonly long first = before + 1;
    private TaskCompletionSource arrival = NewArrival();
    private long newest = before;

    /// <summary>The number of the last event; before the first of this run, that of the last fact of the previous runs.</summary>
    public long Newest => Volatile.Read(ref newest);

    /// <summary>The number of the oldest event that is still kept; one above the newest if there is none.</summary>
    public long Oldest => Math.Max(first, Newest - Capacity + 1);

    /// <summary>Completes when an event is announced after this property was read.</summary>
    public Task Arrival => Volatile.Read(ref arrival).Task;

    /// <summary>Keeps an event in place of the oldest. Its number is one above the last one's.</summary>
    public void Add(FleetEvent next)
    {
        Volatile.Write(ref places[next.Id % Capacity], next);
        Volatile.Write(ref newest, next.Id);
    }

    /// <summary>Wakes all followers. Once for all events of a turn.</summary>
    public void Announce() => Interlocked.Exchange(ref arrival, NewArrival()).SetResult();

    /// <summary>The event with that number; null if it is no longer kept.</summary>
    public FleetEvent? Find(long id) => Volatile.Read(ref places[id % Capacity]) is { } found && found.Id == id ? found : null;

    /// <summary>The kept events after a number, oldest first.</summary>
    public IEnumerable<FleetEvent> After(long id)
    {
        var last = Newest;
        for (var had = Math.Max(id, Oldest - 1); had < last; had++)
        {
            if (Find(had + 1) is { } found) yield return found;
        }
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
