using System.Diagnostics;
using System.Text;

namespace Magister.Torture.Programs;

/// <summary>A program in a process of its own. Its output goes to a file, and the latest part also stays in memory.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly string logFile;
    private bool isDisposed;

    private ProgramProcess(Process process, string logFile)
    {
        this.process = process;
        this.logFile = logFile;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Starts a program with only the given variables in its environment.</summary>
    public static ProgramProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string directory, string logFile)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = directory;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ProgramProcess(Process.Start(start)!, logFile);
    }

    /// <summary>Runs a short program to its end.</summary>
    /// <returns>Its exit code and output; code 127 if there is no such program.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            await using var run = Start(program, arguments, new Dictionary<string, string>(StringComparer.Ordinal), "/", "/dev/null");
            return (await run.ExitCodeAsync(TimeSpan.FromSeconds(30)), run.Output.Trim());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends it a signal, as <c>kill -TERM</c> does.</summary>
    public Task<(int Code, string Output)> SignalAsync(string signal) => RunAsync("kill", $"-{signal}", $"{process.Id}");

    public async Task<int> ExitCodeAsync(TimeSpan limit)
    {
        await process.WaitForExitAsync().WaitAsync(limit);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        await KillAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (output)
        {
            output.AppendLine(line);
            if (logFile != "/dev/null") File.AppendAllText(logFile, line + "\n");
        }
    }
}
