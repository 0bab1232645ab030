using System.Net.Sockets;
using System.Text.Json;
using Magister.Endpoints;
using Magister.Endpoints.Answers;

namespace Magister.Hosting;

/// <summary>
/// A small server that is opened, asked once and closed while the settings and the journal are read. What a process does only once (loading
/// types, binding calls, compiling methods) is most of a start; this way the second processor does half of it.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Begins it. Nobody waits for it, and where it fails, the start takes as long as without it.</summary>
    public static void Begin() => _ = Task.Run(RunAsync);

    private static async Task RunAsync()
    {
        // In Linux's space of names, not among the files and ports, where it could be in somebody's way.
        var door = new UnixDomainSocketEndPoint($"\0magister-rehearsal-{Environment.ProcessId}");
        var builder = Daemon.NewServer();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(door));
        builder.Services.AddSingleton<IHostLifetime, DeafLifetime>();
        await using var app = builder.Build();
        var answer = new StoredAnswer(JsonSerializer.SerializeToUtf8Bytes(Summary, ResponseJson.Default.SummaryResponse));
        app.MapGet("/", (HttpResponse response) => Serving.WriteAsync(response.HttpContext, answer));
        await app.StartAsync();
        await AskAsync(door);
        await app.StopAsync();
    }

    private static SummaryResponse Summary => new(0, 1, [new InstanceOverview(1, 1, "", "", 1, 1, 0)], [], [], null);

    private static async Task AskAsync(UnixDomainSocketEndPoint door)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(door);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        await socket.ReceiveAsync(new byte[1024]);
    }

    /// <summary>The usual one would take a SIGTERM for its own, and the program would not end.</summary>
    private sealed class DeafLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
