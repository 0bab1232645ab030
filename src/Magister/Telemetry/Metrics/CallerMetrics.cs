using System.Diagnostics.Metrics;

namespace Magister.Telemetry.Metrics;

/// <summary>Who calls.</summary>
internal sealed class CallerMetrics
{
    private readonly Counter<long> verifies;
    private readonly Counter<long> drops;

    public CallerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Magister);
        verifies = meter.CreateCounter<long>("magister.verifies", "{call}", "Calls of /verify, by whether the offer is known.");
        drops = meter.CreateCounter<long>("magister.drops", "{call}", "Calls of /drop, by whether the offer is known.");
        foreach (var calls in new[] { verifies, drops })
        {
            calls.Add(0, Known(true));
            calls.Add(0, Known(false));
        }
    }

    public void CountVerify(bool isKnown) => verifies.Add(1, Known(isKnown));

    public void CountDrop(bool isKnown) => drops.Add(1, Known(isKnown));

    private static KeyValuePair<string, object?> Known(bool isKnown) => new("known", isKnown);
}
