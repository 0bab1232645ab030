using System.Net;
using System.Net.Sockets;

namespace Magister.Postgres;

/// <summary>A connection to a server that a test can cut.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;

    public Relay(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks connections when the server answers: it has done what it was asked, and the caller never learns of it.</summary>
    public bool LosesAnswers { get; set; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), AnswerAsync(server.GetStream(), client.GetStream()));
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        var buffer = new byte[64 * 1024];
        for (int length; (length = await server.ReadAsync(buffer)) > 0 && !LosesAnswers;) await client.WriteAsync(buffer.AsMemory(0, length));
    }
}
