using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

/// <summary>The real program, started as a process in its own folder.</summary>
internal sealed class MagisterProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private MagisterProcess(Process process, int port)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(10) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The variable that names the program; without it, the plain build next to the tests is started.</summary>
    public const string ProgramVariable = "MAGISTER_PROGRAM";

    public HttpClient Http { get; }

    public int Id => process.Id;

    public string Output => string.Join('\n', output);

    public bool HasExited => process.HasExited;

    /// <summary>
    /// Starts the program with only the given variables in its environment, and where to find its runtime. They may name a program other than
    /// the one in our own environment.
    /// </summary>
    public static MagisterProcess Start(IReadOnlyDictionary<string, string> environment, string directory, params string[] arguments)
    {
        var program = environment.GetValueOrDefault(ProgramVariable) ?? Environment.GetEnvironmentVariable(ProgramVariable);
        var start = new ProcessStartInfo(program ?? Path.Combine(AppContext.BaseDirectory, "magister"), arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var inherited = new[] { "PATH", "DOTNET_ROOT", "HOME" }.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        start.Environment.Clear();
        foreach (var (name, value) in inherited) start.Environment[name] = value;
        start.Environment["DOTNET_ROOT"] ??= Path.GetDirectoryName(Environment.ProcessPath);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var port = environment.TryGetValue("HTTP_PORT", out var given) && int.TryParse(given, out var number) && number <= 65535 ? number : 8555;
        return new MagisterProcess(Process.Start(start)!, port);
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Signal("TERM");
        return await ExitCodeAsync();
    }

    /// <summary>Makes it read its configuration again.</summary>
    public async Task HangUpAsync()
    {
        using var kill = Signal("HUP");
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return process.ExitCode;
    }

    /// <summary>Waits until the port answers.</summary>
    public async Task AnswersAsync()
    {
        await Eventually.IsTrueAsync("the port answers", async () => await GetAsync("healthz") is not null || process.HasExited);
        Assert.False(process.HasExited, Output);
    }

    public async Task<JsonElement> SummaryAsync() => JsonDocument.Parse(await Http.GetStringAsync("summary")).RootElement;

    public async Task<JsonElement> InstancesAsync() => JsonDocument.Parse(await Http.GetStringAsync("instances")).RootElement;

    /// <summary>The body of an answer, whatever its status.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode?> GetAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(path);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<(HttpStatusCode Status, string Body)> DropAsync(long offerId, string reason = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"drop/{offerId}") { Content = new StringContent(reason) };
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
        Http.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) output.Enqueue(line);
    }

    private Process Signal(string name) => Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
}
