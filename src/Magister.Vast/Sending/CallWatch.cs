namespace Magister.Vast.Sending;

/// <summary>Tracks whether one call makes progress. Waiting for its turn counts as that unless it is overdue: pacing may take long.</summary>
public sealed class CallWatch(TimeProvider time)
{
    private readonly Lock gate = new();
    private long movedAt = time.GetTimestamp();
    private EndpointGate? turn;

    /// <summary>How long it has made no progress.</summary>
    public TimeSpan StillFor
    {
        get
        {
            lock (gate)
            {
                var still = time.GetElapsedTime(movedAt);
                return turn?.Overdue is { } overdue && overdue < still ? overdue : still;
            }
        }
    }

    /// <summary>It waits for its turn.</summary>
    internal void Waits(EndpointGate at) => Change(at);

    /// <summary>It has just been sent, or has an answer.</summary>
    internal void Moves() => Change(null);

    private void Change(EndpointGate? next)
    {
        lock (gate) (turn, movedAt) = (next, time.GetTimestamp());
    }
}
