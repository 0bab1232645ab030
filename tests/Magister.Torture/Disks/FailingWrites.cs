using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>
/// Makes every write of a running process to one file fail as on a file system that has turned read-only. A real one cannot be remounted
/// that way while a file on it is open for writing; strace injects the error instead.
/// </summary>
internal sealed class FailingWrites : IAsyncDisposable
{
    private const string Calls = "pwrite64,pwritev,pwritev2,write,fsync,fdatasync,ftruncate";
    private readonly ProgramProcess strace;

    private FailingWrites(ProgramProcess strace) => this.strace = strace;

    /// <exception cref="NotAllowedException">There is no strace, or it may not attach to a process.</exception>
    public static async Task<FailingWrites> BeginAsync(int processId, string file, string folder)
    {
        string[] arguments = ["-f", "-p", $"{processId}", "-P", file, "-e", $"trace={Calls}", "-e", $"inject={Calls}:error=EROFS", "-o", "/dev/null"];
        ProgramProcess started;
        try
        {
            started = ProgramProcess.Start("strace", arguments, new Dictionary<string, string>(StringComparer.Ordinal), folder, Path.Combine(folder, "strace.log"));
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new NotAllowedException($"no strace: {missing.Message}", missing);
        }

        var attached = await Waiting.UntilAsync(
            () => Task.FromResult(started.HasExited || started.Output.Contains("attached", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));
        if (attached is not null && !started.HasExited) return new FailingWrites(started);
        await started.DisposeAsync();
        throw new NotAllowedException($"strace may not attach to a process here: {started.Output.Trim()}");
    }

    /// <summary>Lets writes succeed again.</summary>
    public async ValueTask DisposeAsync()
    {
        await strace.SignalAsync("TERM");
        await strace.ExitCodeAsync(TimeSpan.FromSeconds(10));
        await strace.DisposeAsync();
    }
}
