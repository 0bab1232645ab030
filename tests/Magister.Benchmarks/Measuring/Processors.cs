using System.Collections.Immutable;

namespace Magister.Benchmarks.Measuring;

/// <summary>What Linux reports about the machine's processors.</summary>
internal static class Processors
{
    // "cpu0" and ten times: user, nice, system, idle, iowait, irq, softirq, steal, …
    private const int Steal = 8;

    /// <summary>
    /// For how long, since the machine started, each processor had work while the real one beneath it ran other guests: in steps of 10 ms, and
    /// zero if the machine is not a guest.
    /// </summary>
    public static ImmutableArray<TimeSpan> Stolen() =>
    [
        .. File.ReadLines("/proc/stat").Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal))
            .Select(line => ProcFile.TimeOf(line.Split(' ')[Steal])),
    ];
}
