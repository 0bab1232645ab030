using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Magister.Telemetry.Metrics;

/// <summary>Counts of calls.</summary>
internal sealed class CallerMetrics
{
    private readonly Counter<long> verifies;
    private readonly Counter<long> drops;
    private readonly Counter<long> pulses;
    private readonly Counter<long> refusals;

    public CallerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Magister);
        verifies = meter.CreateCounter<long>("magister.verifies", "{call}", "Calls of /verify, by whether the offer is known.");
        drops = meter.CreateCounter<long>("magister.drops", "{call}", "Calls of /drop, by whether the offer is known.");
        pulses = meter.CreateCounter<long>("magister.pulses", "{call}", "Calls of /pulse, by whether the offer is known.");
        foreach (var calls in new[] { verifies, drops, pulses })
        {
            calls.Add(0, Known(true));
            calls.Add(0, Known(false));
        }

        refusals = meter.CreateCounter<long>("magister.requests.refused", "{request}", "Requests that were refused at the door, by reason.");
        foreach (var refusal in Enum.GetValues<Refusal>()) refusals.Add(0, Because(refusal));
    }

    public void CountVerify(bool isKnown) => verifies.Add(1, Known(isKnown));

    public void CountDrop(bool isKnown) => drops.Add(1, Known(isKnown));

    public void CountPulse(bool isKnown) => pulses.Add(1, Known(isKnown));

    public void CountRefusal(Refusal refusal) => refusals.Add(1, Because(refusal));

    private static KeyValuePair<string, object?> Because(Refusal refusal) =>
        new("because", JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString()));

    private static KeyValuePair<string, object?> Known(bool isKnown) => new("known", isKnown);
}
