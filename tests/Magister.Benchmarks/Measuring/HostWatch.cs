using System.Diagnostics;
using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Measuring;

/// <summary>Watches, during a measurement, how much processor time the machine's host takes away. Not thread-safe.</summary>
internal sealed class HostWatch
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public HostWatch() => Look();

    /// <summary>The time since the watch began.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>The stolen time according to the looks so far.</summary>
    public StolenTime Stolen { get; } = new();

    public void Look() => Stolen.Look(Now, Processors.Stolen());
}
