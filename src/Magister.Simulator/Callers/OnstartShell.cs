using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>Runs <c>onstart</c> texts in a real shell and returns the environment that the Contemplant's entrypoint received.</summary>
internal sealed class OnstartShell(TimeProvider time) : IDisposable
{
    private const string DumpFile = "environment";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _places = new(4);
    private readonly Lazy<StandIns> _standIns = new();

    /// <summary>The environment; null if the text never reached the entrypoint.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> RunAsync(BootedInstance instance, string shell, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        var folder = _standIns.Value.FolderFor(instance.InstanceId);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "onstart.sh"), instance.Onstart ?? "", either.Token);
            using var process = Process.Start(Describe(instance, shell, folder));
            return process is null ? null : await WatchAsync(process, Path.Combine(folder, DumpFile), either.Token);
        }
        catch (Exception problem) when (problem is Win32Exception || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _places.Release();
        }
    }

    public void Dispose()
    {
        if (_standIns.IsValueCreated) _standIns.Value.Dispose();
        _places.Dispose();
    }

    // Processes that the shell leaves in the background, as with tmux, may reach the entrypoint after the shell has ended; with a watch in
    // the text, the shell never ends.
    private async Task<IReadOnlyDictionary<string, string>?> WatchAsync(Process process, string dump, CancellationToken cancellation)
    {
        try
        {
            process.StandardInput.Close();
            while (!File.Exists(dump))
            {
                if (process.HasExited && process.ExitCode != 0 && !File.Exists(dump)) return null;
                await Task.Delay(Glance, time, cancellation);
            }

            return Parse(await File.ReadAllBytesAsync(dump, cancellation));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private ProcessStartInfo Describe(BootedInstance instance, string shell, string folder)
    {
        var id = instance.InstanceId.ToString();
        var start = new ProcessStartInfo(shell, "onstart.sh")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{_standIns.Value.Programs}:/usr/local/bin:/usr/bin:/bin";
        start.Environment["HOME"] = "/root";
        start.Environment["CONTAINER_ID"] = id;
        start.Environment["CONTAINER_API_KEY"] = $"simulated-{id}";
        start.Environment["VAST_CONTAINERLABEL"] = $"C.{id}";
        start.Environment["PUBLIC_IPADDR"] = instance.PublicAddress;
        start.Environment["GPU_COUNT"] = instance.GpuCount.ToString();
        start.Environment[StandIns.DumpVariable] = Path.Combine(folder, DumpFile);
        return start;
    }

    private static Dictionary<string, string> Parse(byte[] dump)
    {
        var entries = Encoding.UTF8.GetString(dump).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return entries.Select(entry => entry.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
    }
}
