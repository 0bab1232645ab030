using System.ComponentModel;
using System.Diagnostics;

namespace Magister.Journal.Tests.Support;

/// <summary>A tmpfs; disposal unmounts it and deletes its mount point.</summary>
internal sealed class SmallMount : IDisposable
{
    private readonly string directory;

    private SmallMount(string directory) => this.directory = directory;

    public static SmallMount? TryAt(string directory, string options) =>
        Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory) ? new SmallMount(directory) : null;

    public bool Remount(string options) => Run("mount", "-o", "remount," + options, directory);

    public void Dispose()
    {
        Run("umount", "-l", directory);
        Directory.Delete(directory, recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
