using System.Collections.Immutable;

namespace Magister.Telemetry.Prometheus;

/// <summary>A counter or a gauge.</summary>
/// <param name="isObserved">Whether its values are reported in full on request.</param>
/// <param name="adds">Whether each record adds to the previous value.</param>
internal sealed class NumberFamily(string name, MetricType type, string description, bool isObserved, bool adds)
    : MetricFamily(name, type, description)
{
    private readonly SortedDictionary<string, double> values = new(StringComparer.Ordinal);

    public override void Record(double value, string labels)
    {
        lock (Gate)
        {
            values[labels] = adds ? values.GetValueOrDefault(labels) + value : value;
        }
    }

    public override ImmutableArray<Sample> Read()
    {
        lock (Gate)
        {
            return [.. values.Select(series => new Sample("", series.Key, series.Value))];
        }
    }

    public override void Forget()
    {
        if (!isObserved) return;
        lock (Gate)
        {
            values.Clear();
        }
    }
}
