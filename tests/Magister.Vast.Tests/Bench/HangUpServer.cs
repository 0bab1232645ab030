using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Magister.Vast.Tests.Bench;

/// <summary>
/// A bare server that reads each request to its end and then, without a word, closes the connection in good order: the case in which an
/// HTTP stack is tempted to take the connection for stale and to send the request again by itself.
/// </summary>
internal sealed class HangUpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int answered;
    private readonly Task loop;
    private int requests;

    /// <param name="answered">So many requests are answered with an empty list of offers before the server stops answering.</param>
    public HangUpServer(int answered)
    {
        this.answered = answered;
        listener.Start();
        loop = AcceptAsync();
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    public int Requests => requests;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        while (await ReadRequestAsync(stream))
        {
            if (Interlocked.Increment(ref requests) > answered) return;
            const string body = """{"offers":[]}""";
            var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop.Token);
        }
    }

    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0) return false;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return true;
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        const string header = "content-length:";
        var start = request.IndexOf(header, StringComparison.OrdinalIgnoreCase);
        var length = start < 0 ? 0 : int.Parse(request[(start + header.Length)..request.IndexOf("\r\n", start, StringComparison.Ordinal)]);
        return request.Length >= end + 4 + length;
    }
}
