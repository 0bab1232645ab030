using System.Diagnostics;

namespace Magister.Fleet.Tests.Starting;

/// <summary>A test in which a process has an <c>/etc/hosts</c> of its own; where that is not allowed, the test says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnHostsFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Lack = new(FindLack);

    public OwnHostsFactAttribute() => Skip = Lack.Value;

    private static string? FindLack()
    {
        if (Shells.PathOf("tmux") is null) return "tmux is not installed here.";
        if (Shells.PathOf("unshare") is not { } unshare) return "unshare is not installed here.";
        using var process = Process.Start(new ProcessStartInfo(unshare, ["-r", "-m", "mount", "--bind", "/etc/hosts", "/etc/hosts"]) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : "Processes may not mount anything here.";
    }
}
