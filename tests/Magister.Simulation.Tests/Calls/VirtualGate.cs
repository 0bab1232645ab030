using Magister.Simulation.Tests.Worlds;
using Magister.Vast.Pacing;

namespace Magister.Simulation.Tests.Calls;

/// <summary>
/// One endpoint's queue, first come first served, at the client's own <see cref="EndpointPace"/>. It stands for <c>EndpointGate</c>, which
/// waits with tasks.
/// </summary>
internal sealed class VirtualGate(VirtualTime time, EndpointPace pace)
{
    private readonly LinkedList<Action> queue = new();
    private readonly DateTimeOffset origin = time.Now;
    private EndpointPace pace = pace;
    private bool isWaiting;

    public EndpointPace Pace => pace;

    private TimeSpan Now => time.Now - origin;

    /// <summary>Waits for the turn.</summary>
    /// <returns>Gives it up.</returns>
    public Action Enter(Action pass)
    {
        var place = queue.AddLast(pass);
        Advance();
        return () =>
        {
            if (place.List is not null) queue.Remove(place);
        };
    }

    /// <summary>What passed is on its way only now.</summary>
    public void Left() => pace = pace.StartedAt(Now);

    public void Accepted() => pace = pace.Accepted();

    public void Limited(TimeSpan? threshold, double chance) => pace = pace.LimitedAt(Now, threshold, chance);

    private void Advance()
    {
        while (!isWaiting && queue.First is { } first)
        {
            var wait = pace.WaitAt(Now);
            if (wait > TimeSpan.Zero)
            {
                isWaiting = true;
                time.After(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), () =>
                {
                    isWaiting = false;
                    Advance();
                });
                return;
            }

            pace = pace.StartedAt(Now);
            queue.RemoveFirst();
            first.Value();
        }
    }
}
