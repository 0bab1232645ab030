using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks.Load;

/// <summary>Another server that answers with exactly the bytes that Magister answered with.</summary>
internal sealed class Reference : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo directory;
    private readonly Process process;

    private Reference(DirectoryInfo directory, Process process, Uri address)
    {
        this.directory = directory;
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>nginx with a static file, configured for speed.</summary>
    public static Task<Reference> NginxAsync(byte[] bytes) => StartAsync(bytes, (folder, port) =>
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, NginxConfiguration.For(folder, port));
        return new ProcessStartInfo("nginx", ["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", configuration]);
    });

    /// <summary>A handler that does nothing but write them: <see cref="BareHandler"/>.</summary>
    public static Task<Reference> BareKestrelAsync(byte[] bytes) => StartAsync(bytes, (folder, port) =>
        new ProcessStartInfo("dotnet", [typeof(BareHandler).Assembly.Location, "bare", $"{port}", Path.Combine(folder, "answer")]));

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    private static async Task<Reference> StartAsync(byte[] bytes, Func<string, int, ProcessStartInfo> command)
    {
        var folder = Directory.CreateTempSubdirectory("magister-bench-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "answer"), bytes);
        var port = FreePort.Find();
        var reference = new Reference(folder, Process.Start(command(folder.FullName, port))!, new Uri($"http://127.0.0.1:{port}/answer"));
        try
        {
            await reference.AnswersAsync();
            return reference;
        }
        catch
        {
            await reference.DisposeAsync();
            throw;
        }
    }

    private async Task AnswersAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException) when (!process.HasExited && clock.Elapsed < Patience)
            {
                await Task.Delay(20);
            }
        }
    }
}
