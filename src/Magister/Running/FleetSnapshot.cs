using Magister.Fleet;
using Magister.Running.Sharing;

namespace Magister.Running;

/// <summary>What the endpoints show: replaced whole by the loop, read without a lock by everybody.</summary>
internal sealed class FleetSnapshot(FleetView first, SharedFleet? shared = null)
{
    private volatile FleetView view = first;
    private volatile string? journalFailure;

    public FleetView Current => view;

    /// <summary>Why facts cannot be written just now; null when they can.</summary>
    public string? JournalFailure => journalFailure ?? shared?.Trouble;

    /// <summary>Who leads a fleet that is shared; null for one that is not.</summary>
    public Standing? Standing => shared?.Standing;

    /// <summary>Why Magister cannot do its work now; null when it can.</summary>
    public string? NotReadyReason(DateTimeOffset now) =>
        view.NotReadyReason ?? JournalFailure ?? view.Looks.Staleness(now, view.Settings.PollingInterval);

    public void Publish(FleetView next, string? failure)
    {
        view = next;
        journalFailure = failure;
    }
}
