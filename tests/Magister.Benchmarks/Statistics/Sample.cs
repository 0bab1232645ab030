using System.Collections.Immutable;

namespace Magister.Benchmarks.Statistics;

/// <summary>The results of one row's runs, in order. At least one value.</summary>
internal sealed record Sample(ImmutableArray<double> Runs)
{
    public double Min => Runs.Min();

    public double Max => Runs.Max();

    public double Median
    {
        get
        {
            var sorted = Runs.Sort();
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The range from least to most, as a fraction of the median. Null for a single run, or if the median is 0.</summary>
    public double? Spread => Runs.Length < 2 || Median == 0 ? null : (Max - Min) / Math.Abs(Median);

    /// <summary>The least value that this percentage of the runs does not exceed.</summary>
    public double Percentile(double percent) => Runs.Sort()[Math.Max(0, (int)Math.Ceiling(percent / 100 * Runs.Length) - 1)];

    /// <summary>Each run as a multiple of the other's run in the same turn. Null if one of those is 0, or the numbers of runs differ.</summary>
    public Sample? Over(Sample other) => other.Runs.Length == Runs.Length && !other.Runs.Contains(0)
        ? new Sample([.. Runs.Zip(other.Runs, (mine, others) => mine / others)])
        : null;
}
