using System.Diagnostics.Metrics;

namespace Magister.Telemetry.Metrics;

/// <summary>The bucket boundaries of histograms, in seconds.</summary>
internal static class Bounds
{
    /// <summary>For the disk and the processor.</summary>
    public static readonly InstrumentAdvice<double> Quick =
        new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] };

    /// <summary>For remote machines.</summary>
    public static readonly InstrumentAdvice<double> Long =
        new() { HistogramBucketBoundaries = [1, 2.5, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600] };
}
