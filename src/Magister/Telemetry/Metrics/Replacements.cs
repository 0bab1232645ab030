using Magister.Events;
using Magister.Fleet.Facts;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// Measures the time from the request to drop an instance to the rent that replaces it. Vast's market knows no such pairs: the oldest drop
/// whose instance is gone counts as the one replaced first.
/// </summary>
internal sealed class Replacements
{
    private readonly Queue<DateTimeOffset> vacancies = new();
    private int wanted;

    /// <summary>How long a drop waited for the replacement in this change; null if there is none.</summary>
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

        // Instances that ended while there were too many are not replaced.
        if (change.After.Leases.Count >= wanted) vacancies.Clear();
        return waited;
    }
}
