using System.Collections.Frozen;
using Magister.Vast.Telemetry;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Pacing;

/// <summary>One gate an endpoint; they do not delay each other.</summary>
internal sealed class VastPacing(
    VastSettings settings, TimeProvider clock, Func<double> chance, VastMetrics metrics, ILogger<VastClient> logger)
{
    private readonly FrozenDictionary<Endpoint, EndpointGate> gates = Enum.GetValues<Endpoint>().ToFrozenDictionary(
        endpoint => endpoint,
        endpoint => new EndpointGate(clock, new EndpointPace { Gap = settings.GapOf(endpoint), FirstBackoff = settings.FirstBackoff }));

    public EndpointGate GateOf(Endpoint endpoint) => gates[endpoint];

    public async Task PassAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        await gates[endpoint].PassAsync(cancellation);
        metrics.PacingWaited(endpoint, clock.GetElapsedTime(start));
    }

    /// <summary>An answer that says the rate was right.</summary>
    public void Accepted(Endpoint endpoint) => gates[endpoint].Change((pace, _) => pace.Accepted());

    /// <summary>A 429, with the gap that it names, if any.</summary>
    public void Limited(Endpoint endpoint, TimeSpan? threshold)
    {
        var gate = gates[endpoint];
        var before = gate.Pace;
        var after = gate.Change((pace, now) => pace.LimitedAt(now, threshold, chance()));
        if (after.Gap > before.Gap)
        {
            Log.GapLearnt(logger, endpoint.Name(), before.Gap.TotalSeconds, after.Gap.TotalSeconds);
        }
        else
        {
            Log.BackingOff(logger, endpoint.Name(), after.WaitAt(gate.Now).TotalSeconds);
        }
    }
}
