using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Sending;

/// <summary>One gate per endpoint; they do not delay each other.</summary>
internal sealed class VastPacing(VastSettings settings, TimeProvider time, Func<double> chance, VastMetrics metrics, ILogger<VastClient> log)
{
    private readonly ConcurrentDictionary<Endpoint, EndpointGate> gates = [];

    public EndpointGate GateOf(Endpoint endpoint) => gates.GetOrAdd(
        endpoint, _ => new EndpointGate(time, new EndpointPace { Gap = endpoint.Gap(settings), FirstBackoff = settings.FirstBackoff }));

    public async Task PassAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        await GateOf(endpoint).PassAsync(cancellation);
        metrics.PacingWaited(endpoint, time.GetElapsedTime(start));
    }

    /// <summary>An answer that shows the rate was right.</summary>
    public void Accepted(Endpoint endpoint) => GateOf(endpoint).Change((pace, _) => pace.Accepted());

    /// <summary>An answer that says when to call again.</summary>
    public void Postpone(Endpoint endpoint, TimeSpan wait)
    {
        GateOf(endpoint).Change((pace, now) => pace.PostponedTo(now + wait));
        Log.Postponed(log, endpoint.Name, wait.TotalSeconds);
    }

    /// <summary>A 429, with the gap that it names, if any.</summary>
    public void Limited(Endpoint endpoint, TimeSpan? threshold)
    {
        var gate = GateOf(endpoint);
        var before = gate.Pace;
        var after = gate.Change((pace, now) => pace.LimitedAt(now, threshold, chance()));
        if (after.Gap > before.Gap) Log.GapLearnt(log, endpoint.Name, before.Gap.TotalSeconds, after.Gap.TotalSeconds);
        else Log.BackingOff(log, endpoint.Name, after.WaitAt(gate.Now).TotalSeconds);
    }
}
