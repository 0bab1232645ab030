using System.Diagnostics;
using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Measuring;

/// <summary>Watches, for as long as something is measured, what the machine's host takes of its processors. Not for several threads at once.</summary>
internal sealed class HostWatch
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public HostWatch() => Look();

    /// <summary>Since the watch began.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>By the looks so far.</summary>
    public StolenTime Stolen { get; } = new();

    public void Look() => Stolen.Look(Now, Processors.Stolen());
}
