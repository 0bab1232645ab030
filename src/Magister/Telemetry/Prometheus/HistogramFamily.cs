using System.Collections.Immutable;

namespace Magister.Telemetry.Prometheus;

/// <summary>A histogram: how many values were at most each bound, how many there were, and their sum.</summary>
internal sealed class HistogramFamily(string name, string description, IEnumerable<double> bounds)
    : MetricFamily(name, MetricType.Histogram, description)
{
    private readonly ImmutableArray<double> bounds = [.. bounds.Where(double.IsFinite).Distinct().Order()];
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    public override void Record(double value, string labels)
    {
        lock (Gate)
        {
            if (!series.TryGetValue(labels, out var one)) series[labels] = one = new Series(bounds.Length + 1);
            one.Counts[Bucket(value)]++;
            one.Sum += value;
        }
    }

    public override ImmutableArray<Sample> Read()
    {
        lock (Gate)
        {
            return [.. series.SelectMany(one => Read(one.Key, one.Value))];
        }
    }

    private IEnumerable<Sample> Read(string labels, Series one)
    {
        long below = 0;
        for (var bucket = 0; bucket <= bounds.Length; bucket++)
        {
            below += one.Counts[bucket];
            var bound = bucket < bounds.Length ? bounds[bucket].ToString("R") : "+Inf";
            yield return new Sample("_bucket", labels.Length > 0 ? $"{labels},le=\"{bound}\"" : $"le=\"{bound}\"", below);
        }

        yield return new Sample("_sum", labels, one.Sum);
        yield return new Sample("_count", labels, below);
    }

    // A bound belongs to the bucket that it ends; NaN is beyond all of them.
    private int Bucket(double value)
    {
        for (var bucket = 0; bucket < bounds.Length; bucket++)
        {
            if (value <= bounds[bucket]) return bucket;
        }

        return bounds.Length;
    }

    private sealed class Series(int buckets)
    {
        public long[] Counts { get; } = new long[buckets];

        public double Sum { get; set; }
    }
}
