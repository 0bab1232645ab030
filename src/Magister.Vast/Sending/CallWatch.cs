namespace Magister.Vast.Sending;

/// <summary>Tells whether one call goes on. While it waits for its turn it does, unless that is overdue: pacing may take long.</summary>
public sealed class CallWatch(TimeProvider time)
{
    private readonly Lock gate = new();
    private long movedAt = time.GetTimestamp();
    private EndpointGate? turn;

    /// <summary>For how long nothing has become of it.</summary>
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

    /// <summary>It has just left, or has an answer.</summary>
    internal void Moves() => Change(null);

    private void Change(EndpointGate? next)
    {
        lock (gate) (turn, movedAt) = (next, time.GetTimestamp());
    }
}
