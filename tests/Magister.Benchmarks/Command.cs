using System.Diagnostics;

namespace Magister.Benchmarks;

/// <summary>Runs another program to its end and returns its output.</summary>
internal static class Command
{
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return string.Concat(written).Trim();
    }
}
