using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Magister.Fleet.Tests.Starting;

/// <summary>
/// A folder that stands in for an instance, in which a watched script runs with its waits shortened, and one listener that serves as
/// Magister, the Contemplant's <c>/health</c> and Vast in one.
/// </summary>
internal sealed class WatchedInstance : IDisposable
{
    private const string Plain = "timeout bash sh dash tail grep date tmux setsid od sleep rm find touch cat env tee sed head";

    private const string StandIn = """
        #!/bin/bash
        env -0 >environment
        echo started >>starts
        tmux new-session -d -s contemplant
        [ -f never ] || tmux new-window -t contemplant "@name@ 2>&1 | tee contemplant-output.txt"
        exec sleep 600

        """;

    private readonly HttpListener listener = new();
    private readonly string name;
    private Process? process;

    public WatchedInstance(string life = "sleep 2", int status = 200)
    {
        Status = status;
        Port = FreePort();
        name = $"c{Port.ToString(CultureInfo.InvariantCulture)}";
        Folder = Directory.CreateTempSubdirectory("magister-watch-").FullName;
        foreach (var folder in (string[])["bin", "plain", ".tmux", ".ssh", "ssh_host_keys"]) Directory.CreateDirectory(Path.Combine(Folder, folder));
        foreach (var program in Plain.Split(' ')) File.CreateSymbolicLink(Path.Combine(Folder, "plain", program), Shells.PathOf(program) ?? "/nowhere");
        Write($"bin/{name}", $"#!/bin/bash\necho up\n{life}\necho last words\n");
        Write("bin/ssh-keygen", "#!/bin/bash\n");
        Write("bin/docker", "#!/bin/bash\n");
        Write("bin/supervisord", "#!/bin/bash\nexec sleep 600\n");
        Write("entrypoint", StandIn.Replace("@name@", name, StringComparison.Ordinal));
        listener.Prefixes.Add($"http://*:{Port.ToString(CultureInfo.InvariantCulture)}/");
        listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>The status of every answer except those for <c>/health</c>.</summary>
    public int Status { get; set; }

    public int Port { get; }

    public string Folder { get; }

    private string Hosts => Path.Combine(Folder, "hosts");

    public string Address => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Method, path and query, body, and the authorization of each request except those for <c>/health</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public int Starts => File.Exists(Path.Combine(Folder, "starts")) ? File.ReadAllLines(Path.Combine(Folder, "starts")).Length : 0;

    public OnstartSettings Settings(string? address = null) =>
        Build.Onstart(address ?? Address, ("HTTP_PORT", Port.ToString(CultureInfo.InvariantCulture)), ("CONTEMPLANT_NAME", "it's \"$me\" `id`\n\\")) with
        {
            PulseInterval = TimeSpan.FromSeconds(1),
            VastAddress = Address,
        };

    /// <summary>Uses a third party's script as the entrypoint.</summary>
    public void UseEntrypoint(string text) => Write("entrypoint", text
        .Replace("/home/contemplant", Folder, StringComparison.Ordinal)
        .Replace("/usr/bin/supervisord", $"{Folder}/bin/supervisord", StringComparison.Ordinal)
        .Replace(" contemplant 2>&1", $" {name} 2>&1", StringComparison.Ordinal));

    /// <summary>Makes a name lead here, or nowhere, for everything in this folder. To be called before the start for the first time.</summary>
    public void Resolve(string host, bool here) => File.WriteAllText(Hosts, $"127.0.0.1 localhost {(here ? host : "")}\n");

    public void Start(string shell, OnstartSettings settings, bool python = true) => Start(
        shell, settings, python,
        ("sleep 3\n", "sleep 0.2\n"), ("w=5 n=-1", "w=1 n=-1"), ("c+120", "c+3"), ("timeout 10 python3", "timeout 3 python3"), ("timeout 10 bash", "timeout 3 bash"));

    /// <summary>
    /// Starts the watch with its own waits, in a time that advances by a second at each of its looks: <c>log</c> shows at which second it ended
    /// what the entrypoint had left behind, and at which it started it. The seventh start lives for five minutes, the others end immediately.
    /// The address in the settings should refuse connections: a pulse that waits for its answer takes real time.
    /// </summary>
    public void StartInItsOwnTime(OnstartSettings settings)
    {
        Write("uptime", "1000.00 1\n");
        Write("entrypoint", "#!/bin/bash\n");
        Write("bin/tmux", "#!/bin/sh\nread -r now _ <uptime\necho ended ${now%.*} >>log\n");
        Write("bin/rm", "#!/bin/sh\nread -r now _ <uptime\necho started ${now%.*} >>log\n[ $(grep -c started log) != 7 ] || touch long\n");
        Write("look", """
            #!/bin/sh
            read -r now _ <uptime
            step=1
            [ -f long ] && [ ! -f lived ] && touch lived && step=301
            echo "$((${now%.*} + step)).00 1" >uptime

            """);
        Start("dash", settings, python: false, ("sleep 3\n", "./look\n"), ("/proc/uptime", "uptime"));
    }

    /// <summary>Ends everything that is running, as a container's restart does.</summary>
    public void Stop()
    {
        process?.Kill();

        // One that is killed may have started another one just before.
        while (Process.GetProcesses().Where(IsOfThis).ToArray() is { Length: > 0 } left)
        {
            foreach (var each in left) each.Kill();
        }

        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private void Start(string shell, OnstartSettings settings, bool python, params ReadOnlySpan<(string From, string To)> times)
    {
        Write("bin/su", $"#!/bin/sh\nexec {Shells.PathOf(shell)} -c \"$3\"\n");
        (string From, string To)[] changes =
        [
            ("HOME=/home/contemplant", $"HOME={Folder}"), ("TMUX_TMPDIR=/home/contemplant/", $"TMUX_TMPDIR={Folder}/"),
            ("/usr/local/bin/contemplant-entrypoint.sh", $"{Folder}/entrypoint"), ("(contemplant)", $"({name})"), .. times,
        ];
        var script = Onstart.For(settings, 7);
        foreach (var (from, to) in changes)
        {
            Assert.Equal(2, script.Split(from).Length);
            script = script.Replace(from, to, StringComparison.Ordinal);
        }

        Write("onstart", script);
        var (program, arguments) = (Shells.PathOf(shell)!, new[] { Path.Combine(Folder, "onstart") });
        if (File.Exists(Hosts)) (program, arguments) = (Shells.PathOf("unshare")!, ["-r", "-m", "sh", "-c", "/bin/mount --bind hosts /etc/hosts && exec \"$@\"", "-", program, .. arguments]);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{Folder}/bin:{(python ? "/usr/bin:/bin" : $"{Folder}/plain")}";
        start.Environment["CONTAINER_ID"] = "123";
        start.Environment["CONTAINER_API_KEY"] = "key";
        process = Process.Start(start);
    }

    public async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; tries < 1200 && !holds(); tries++) await Task.Delay(100);
        Assert.True(holds(), string.Join('\n', Requests.Append($"{Starts} starts")));
    }

    public Task HearsAsync(string beginning) => UntilAsync(() => Requests.Any(request => request.StartsWith(beginning, StringComparison.Ordinal)));

    public void Dispose()
    {
        Stop();
        listener.Close();
        Directory.Delete(Folder, recursive: true);
    }

    private bool IsOfThis(Process each)
    {
        try
        {
            return File.ReadAllText($"/proc/{each.Id.ToString(CultureInfo.InvariantCulture)}/environ").Contains(Folder, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                var isHealth = context.Request.RawUrl is "/health";
                if (!isHealth) Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl} {body} {context.Request.Headers["Authorization"]}");
                context.Response.StatusCode = isHealth ? 200 : Status;
                context.Response.Close(isHealth ? "true"u8.ToArray() : "<html>"u8.ToArray(), willBlock: false);
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The instance is gone.
        }
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
