using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Magister.Telemetry.Prometheus;

/// <summary>Listens to the program's instruments from its construction on, and keeps the values for <c>/metrics</c>.</summary>
internal sealed class MetricStore : IDisposable
{
    private static readonly double[] CustomaryBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private readonly Lock reading = new();
    private readonly IMeterFactory meters;

    public MetricStore(IMeterFactory meters)
    {
        this.meters = meters;
        listener.InstrumentPublished = Begin;
        listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(family, value, tags));
        listener.Start();
    }

    /// <summary>Every family by name, including those without a value so far.</summary>
    public IEnumerable<MetricFamily> Families => families.Values.OrderBy(family => family.Name, StringComparer.Ordinal);

    /// <summary>All current values.</summary>
    public string Read()
    {
        lock (reading)
        {
            foreach (var family in families.Values) family.Forget();
            listener.RecordObservableInstruments();
            return PrometheusText.Write(Families);
        }
    }

    public void Dispose() => listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        (family as MetricFamily)?.Record(value, PrometheusText.Labels(tags));

    private void Begin(Instrument instrument, MeterListener listening)
    {
        // Meters of other programs in the same process, which only tests have, are skipped; the runtime's meter has no scope.
        if (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, meters)) return;
        if (FamilyOf(instrument) is { } family) listening.EnableMeasurementEvents(instrument, families.GetOrAdd(family.Name, family));
    }

    private static MetricFamily? FamilyOf(Instrument instrument)
    {
        var kind = instrument.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : null;
        var isCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        if (PrometheusNames.Translate(instrument, isCounter) is not { } name) return null;
        var description = PrometheusNames.DescriptionOf(instrument);
        if (kind == typeof(Histogram<>)) return new HistogramFamily(name, description, BoundsOf(instrument));

        // The name decides, not the instrument: the runtime has counters of values that rise and fall, such as threads.
        var metricType = name.EndsWith(PrometheusNames.Total, StringComparison.Ordinal) ? MetricType.Counter : MetricType.Gauge;
        var isAdding = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        return new NumberFamily(name, metricType, description, instrument.IsObservable, isAdding);
    }

    private static IEnumerable<double> BoundsOf(Instrument instrument) =>
        (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? CustomaryBounds;
}
