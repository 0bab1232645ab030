using System.Net;
using System.Net.Sockets;

namespace Magister.Tests.EndToEnd;

/// <summary>A caller of Magister with its own address on this machine, which does not store cookies.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http;

    public Caller(string address, string from = "127.0.0.1")
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = (context, cancellation) => ConnectAsync(from, context, cancellation) };
        http = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(10) };
    }

    public async Task<Answer> SendAsync(string method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        // A caller that sends a body which is refused unread may find the connection closed before the answer, so this one asks first.
        if (body is not null) request.Headers.ExpectContinue = true;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join("; ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, all, await response.Content.ReadAsStringAsync());
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public async Task<HttpStatusCode> StatusAsync(string method, string path, params (string Name, string Value)[] headers) =>
        (await SendAsync(method, path, null, headers)).Status;

    public static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));

    public void Dispose() => http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string from, SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>The answer to a call.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body);
