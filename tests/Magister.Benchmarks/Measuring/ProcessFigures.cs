namespace Magister.Benchmarks.Measuring;

/// <summary>What Linux reports about a process.</summary>
internal static class ProcessFigures
{
    /// <summary>MiB in memory, including mapped files.</summary>
    public static double Resident(int process) => Status(process, "VmRSS");

    /// <summary>MiB in memory that is not backed by a file.</summary>
    public static double Anonymous(int process) => Status(process, "RssAnon");

    /// <summary>The CPU time of its threads so far, kernel and user, in steps of 10 ms.</summary>
    public static TimeSpan Busy(int process)
    {
        var line = File.ReadAllText($"/proc/{process}/stat");

        // The name, in parentheses, can contain spaces; user and kernel time are the 12th and 13th field after it.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return ProcFile.TimeOf(fields[11]) + ProcFile.TimeOf(fields[12]);
    }

    private static double Status(int process, string field) => ProcFile.MebibytesOf($"/proc/{process}/status", field);
}
