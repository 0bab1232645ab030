using Magister.Events;
using Magister.Fleet.Facts;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// Measures from the wish to drop an instance to the rent that takes its place. Vast's market knows no such pairs: the oldest drop whose
/// instance is gone is the one that is replaced first.
/// </summary>
internal sealed class Replacements
{
    private readonly Queue<DateTimeOffset> vacancies = new();
    private int wanted;

    /// <summary>How long a drop waited for the replacement that this change brought; null when it brought none.</summary>
    public TimeSpan? WaitEndedBy(FleetChange change)
    {
        TimeSpan? waited = null;
        switch (change.Fact)
        {
            case Started started: wanted = change.After.Steering.Scaled?.NumberInstances ?? started.NumberInstances; break;
            case ConfigurationReloaded reloaded: wanted = change.After.Steering.Scaled?.NumberInstances ?? reloaded.NumberInstances; break;
            case Scaled scaled: wanted = scaled.NumberInstances; break;
            case Destroyed or ConfirmedGone when change.Lease?.Drop is { } drop: vacancies.Enqueue(drop.At); break;
            case RentAccepted when vacancies.TryDequeue(out var droppedAt): waited = change.Recorded.At - droppedAt; break;
            default: break;
        }

        // Nobody follows those who went while there were too many.
        if (change.After.Leases.Count >= wanted) vacancies.Clear();
        return waited;
    }
}
