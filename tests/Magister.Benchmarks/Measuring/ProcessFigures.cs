namespace Magister.Benchmarks.Measuring;

/// <summary>What Linux tells of a process.</summary>
internal static class ProcessFigures
{
    /// <summary>MiB in memory, files that are mapped included.</summary>
    public static double Resident(int process) => Status(process, "VmRSS");

    /// <summary>MiB in memory that no file stands behind.</summary>
    public static double Anonymous(int process) => Status(process, "RssAnon");

    /// <summary>The time for which its threads ran so far, in the kernel and outside, in steps of 10 ms.</summary>
    public static TimeSpan Busy(int process)
    {
        var line = File.ReadAllText($"/proc/{process}/stat");

        // The name, in brackets, can contain spaces; the user's and the kernel's time are the 12th and 13th field after it.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return ProcFile.TimeOf(fields[11]) + ProcFile.TimeOf(fields[12]);
    }

    private static double Status(int process, string field) => ProcFile.MebibytesOf($"/proc/{process}/status", field);
}
