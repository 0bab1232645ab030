using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Magister.Running;

/// <summary>How many files, including connections, may be open at once.</summary>
internal static class FileHandles
{
    /// <summary>With fewer, the runtime itself can fail anywhere, even in the middle of reporting it.</summary>
    public const int Min = 256;

    private const string Name = "Max open files";

    /// <summary>The limit of this process; the largest number if there is none, or it is unknown.</summary>
    public static int Max { get; } = Read();

    /// <summary>Reports on standard error if they are too few, without any part of the framework that would have to open a file first.</summary>
    public static bool AreTooFew()
    {
        if (Max >= Min) return false;
        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes($"magister: only {Max} files may be open at once, but {Min} are needed; raise the limit (ulimit -n, LimitNOFILE=, --ulimit nofile=)\n"));
        return true;
    }

    // "Max open files            1024                 524288               files": the runtime has raised the first number to the second.
    private static int Read()
    {
        const string limits = "/proc/self/limits";
        foreach (var line in File.Exists(limits) ? File.ReadAllLines(limits) : [])
        {
            if (line.StartsWith(Name, StringComparison.Ordinal) && int.TryParse(line[Name.Length..].TrimStart().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most)) return most;
        }

        return int.MaxValue;
    }
}
