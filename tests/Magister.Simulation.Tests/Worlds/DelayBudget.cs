using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Divides up the consistency window. Magister's promise rests on this: a rent takes effect, and the list shows its instance, within the
/// window after the request has left. Some worlds use the entire window.
/// </summary>
/// <param name="ListLag">How long a new instance may be missing from the list.</param>
/// <param name="Travel">The longest way from the turn at the gate to the arrival at Vast.</param>
/// <param name="Latency">The longest time that Vast takes for a call, half of it before the effect.</param>
/// <param name="FaultDelay">The longest extra delay before an effect.</param>
internal sealed record DelayBudget(TimeSpan ListLag, TimeSpan Travel, TimeSpan Latency, TimeSpan FaultDelay)
{
    public static DelayBudget Draw(Random random, TimeSpan window, Lies lies)
    {
        var used = window * (random.Hits(0.3) ? 1 : random.Between(0.05, 0.9));
        var effect = used * random.AnySize(0.02, 0.7);
        var travel = effect * random.Between(0.1, 0.4);
        var faultDelay = effect * random.Between(0.1, 0.5);
        var latency = 2 * (effect - travel - faultDelay);
        var lag = lies is Lies.LateLists ? window * random.Between(1.2, 4) : used - effect;
        return new DelayBudget(lag, travel, latency, faultDelay);
    }

    public NetworkPlan Network(Random random)
    {
        var connect = Travel * random.Between(0, 0.3);
        var most = Travel - connect;
        var least = random.Hits(0.5) ? most - Shorter(most, TimeSpan.FromMilliseconds(20)) : TimeSpan.Zero;
        var back = random.AnySeconds(0.01, 2);
        return new NetworkPlan(
            new DurationRange(TimeSpan.Zero, connect),
            new DurationRange(least, most),
            new DurationRange(TimeSpan.FromMilliseconds(5), back),
            random.SometimesShare(0.4, 0.1),
            random.SometimesShare(0.4, 0.1))
        {
            Odd = random.SometimesShare(0.3, 0.05),
        };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
