using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Magister.Running;

/// <summary>How many files, connections among them, may be open at once.</summary>
internal static class FileHandles
{
    /// <summary>With fewer the runtime itself can break off anywhere, in the middle of a word about it.</summary>
    public const int Least = 256;

    private const string Name = "Max open files";

    /// <summary>The limit of this process; as many as there can be if there is none, or nothing tells.</summary>
    public static int Most { get; } = Read();

    /// <summary>Says on the standard error where they are too few, with no part of the framework that would have to be opened first.</summary>
    public static bool AreTooFew()
    {
        if (Most >= Least) return false;
        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes($"magister: only {Most} files may be open at once, but {Least} are needed; raise the limit (ulimit -n, LimitNOFILE=, --ulimit nofile=)\n"));
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
