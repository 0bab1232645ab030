using System.Collections.Immutable;

namespace Magister.Benchmarks.Measuring;

/// <summary>What Linux tells of the machine's processors.</summary>
internal static class Processors
{
    // "cpu0" and ten times: user, nice, system, idle, iowait, irq, softirq, steal, …
    private const int Steal = 8;

    /// <summary>
    /// For how long since the machine began each processor had work but none of the real one beneath it, which ran other guests: in steps
    /// of 10 ms, and none where the machine is no guest.
    /// </summary>
    public static ImmutableArray<TimeSpan> Stolen() =>
    [
        .. File.ReadLines("/proc/stat").Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal))
            .Select(line => ProcFile.TimeOf(line.Split(' ')[Steal])),
    ];
}
