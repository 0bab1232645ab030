using Magister.Fleet;
using Magister.Running.Sharing;

namespace Magister.Running;

/// <summary>What the endpoints show: replaced as a whole by the loop, and read by everyone without a lock.</summary>
internal sealed class FleetSnapshot(FleetView first, SharedFleet? shared = null)
{
    private volatile FleetView view = first;
    private volatile string? journalFailure;

    public FleetView Current => view;

    /// <summary>Why facts currently cannot be written; null if they can.</summary>
    public string? JournalFailure => journalFailure ?? shared?.Trouble;

    /// <summary>Who leads a shared fleet; null if it is not shared.</summary>
    public Standing? Standing => shared?.Standing;

    /// <summary>Why Magister currently cannot do its work; null if it can.</summary>
    public string? NotReadyReason(DateTimeOffset now) =>
        view.NotReadyReason ?? JournalFailure ?? view.Looks.Staleness(now, view.Settings.PollingInterval);

    public void Publish(FleetView next, string? failure)
    {
        view = next;
        journalFailure = failure;
    }
}
