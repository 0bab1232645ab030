using Magister.Fleet;

namespace Magister.Running;

/// <summary>What the endpoints show: replaced whole by the loop, read without a lock by everybody.</summary>
internal sealed class FleetSnapshot(FleetView first)
{
    private volatile FleetView view = first;
    private volatile string? journalFailure;

    public FleetView Current => view;

    /// <summary>Why facts cannot be written just now; null when they can.</summary>
    public string? JournalFailure => journalFailure;

    /// <summary>Why Magister cannot do its work now; null when it can.</summary>
    public string? NotReadyReason(DateTimeOffset now) =>
        view.NotReadyReason ?? journalFailure ?? view.Looks.Staleness(now, view.Settings.PollingInterval);

    public void Publish(FleetView next, string? failure)
    {
        view = next;
        journalFailure = failure;
    }
}
