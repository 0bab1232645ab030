using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>A command of the real program on a terminal, provided by <c>script</c> of util-linux.</summary>
internal sealed class PseudoTerminal : IAsyncDisposable
{
    public const string CtrlC = "\u0003";
    public const string Enter = "\r";

    private readonly Process process;
    private readonly StringBuilder screen = new();
    private readonly Task reading;

    private PseudoTerminal(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    public static bool IsInstalled { get; } = Answers();

    /// <summary>Everything that was written so far, including control sequences.</summary>
    public string Screen
    {
        get
        {
            lock (screen) return screen.ToString();
        }
    }

    public static PseudoTerminal Start(World world, string command, int columns = 160, int rows = 50)
    {
        var environment = world.Environment(2, [("TERM", "xterm-256color"), ("SHELL", "/bin/sh")]);
        var line = $"stty cols {columns} rows {rows}; exec {CliRun.Program} {command}";
        return new PseudoTerminal(Process.Start(CliRun.StartOf("script", ["-qefc", line, "/dev/null"], world.WorkingDirectory, environment))!);
    }

    public Task ShowsAsync(string text) => Eventually.IsTrueAsync($"the terminal shows \"{text}\"", () => Screen.Contains(text, StringComparison.Ordinal), details: () => Screen);

    public async Task TypeAsync(string keys)
    {
        await process.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await process.StandardOutput.ReadAsync(buffer) is var count and > 0)
        {
            lock (screen) screen.Append(buffer, 0, count);
        }
    }

    private static bool Answers()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("script", "--version") { UseShellExecute = false, RedirectStandardOutput = true });
            asked!.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs a terminal; <c>make check</c> installs what provides one.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = PseudoTerminal.IsInstalled ? null : "script (Debian's package bsdutils) is not installed";
}
