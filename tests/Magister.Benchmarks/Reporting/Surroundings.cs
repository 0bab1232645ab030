using System.Globalization;
using System.Runtime.InteropServices;
using Magister.Benchmarks.Measuring;

namespace Magister.Benchmarks.Reporting;

/// <summary>What was measured, where and with what.</summary>
/// <param name="Commit">The sources' commit.</param>
/// <param name="IsDirty">Whether they had uncommitted changes.</param>
/// <param name="Date">When the measurement began, UTC.</param>
/// <param name="Program">What the program reports as its version.</param>
/// <param name="Cpu">The processor's model.</param>
/// <param name="Cores">The system's total.</param>
/// <param name="MemoryGib">The system's total.</param>
/// <param name="Load">The load average of the previous minute: more than a few tenths spoil the figures.</param>
/// <param name="DotNet">The runtime of the benchmarks and the bare handler; the program brings its own.</param>
internal sealed record Surroundings(
    string Commit, bool IsDirty, string Date, string Program, string Cpu, int Cores, double MemoryGib, double Load, string Kernel, string DotNet, string Nginx,
    string Wrk)
{
    public static async Task<Surroundings> LookAsync(string program) => new(
        await Command.OutputAsync("git", "rev-parse", "HEAD"),
        (await Command.OutputAsync("git", "status", "--porcelain")).Length > 0,
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        await Command.OutputAsync(program, "--version"),
        ProcFile.FieldOf("/proc/cpuinfo", "model name") ?? "unknown",
        Environment.ProcessorCount,
        Math.Round(ProcFile.MebibytesOf("/proc/meminfo", "MemTotal") / 1024, 1),
        double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture),
        $"Linux {(await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim()}",
        RuntimeInformation.FrameworkDescription,
        (await Command.OutputAsync("nginx", "-v")).Replace("nginx version: ", "", StringComparison.Ordinal),
        (await Command.OutputAsync("wrk", "-v")).Split(" Copyright", 2)[0]);
}
