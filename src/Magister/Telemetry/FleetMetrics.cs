using System.Diagnostics.Metrics;

namespace Magister.Telemetry;

/// <summary>What is counted, under the meter <c>Magister</c>.</summary>
internal sealed class FleetMetrics
{
    private readonly Counter<long> verifies;
    private readonly Counter<long> drops;

    public FleetMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Magister");
        verifies = meter.CreateCounter<long>("magister.verifies", "{call}", "Calls of /verify, by whether the offer is known");
        drops = meter.CreateCounter<long>("magister.drops", "{call}", "Calls of /drop, by whether the offer is known");
    }

    public void CountVerify(bool isKnown) => verifies.Add(1, new KeyValuePair<string, object?>("known", isKnown));

    public void CountDrop(bool isKnown) => drops.Add(1, new KeyValuePair<string, object?>("known", isKnown));
}
