using System.ComponentModel;
using System.Diagnostics;

namespace Magister.Tests.Telemetry;

/// <summary>Prometheus' own checker, if it is installed.</summary>
internal static class Promtool
{
    private const string Name = "promtool";

    public static bool IsInstalled { get; } = Answers();

    /// <summary>Runs it with a text as its input; returns its exit code and all of its output.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, string.Concat(await said));
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Name, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool Answers()
    {
        try
        {
            using var process = Start("--version");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs promtool; <c>make check</c> fetches it.</summary>
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Promtool.IsInstalled ? null : "promtool (Debian's package prometheus) is not installed";
}
