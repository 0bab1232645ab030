using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Magister.Endpoints;
using Magister.Events;
using Magister.Vast.Sending;

namespace Magister.Cli.Steering;

/// <summary>Talks to a running daemon. Every call returns one of the answers; none throws except on cancellation.</summary>
internal sealed class DaemonClient : IDisposable
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private const int MaxReasonLength = 300;

    private readonly HttpClient http;

    public DaemonClient(DaemonAccess access)
    {
        // A token follows no redirect, and a daemon on this machine is not called through a proxy.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !access.Address.IsLoopback, ConnectTimeout = Timeout })
        {
            BaseAddress = access.Address,
            Timeout = Timeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (access.Token is { } token) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    private string Through => Address.IsLoopback ? "" : ProxyInUse.Text(Address);

    /// <summary>The daemon's address.</summary>
    public Uri Address => http.BaseAddress!;

    public void Dispose() => http.Dispose();

    /// <summary>Gets the fleet and how it is steered.</summary>
    public Task<DaemonAnswer> StatusAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "status", null, cancellation);

    public Task<DaemonAnswer> PauseAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "pause", null, cancellation);

    public Task<DaemonAnswer> ResumeAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "resume", null, cancellation);

    public Task<DaemonAnswer> DrainAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "drain", null, cancellation);

    /// <param name="isConfirmed">Whether it is already confirmed.</param>
    public Task<DaemonAnswer> ScaleAsync(int number, bool isConfirmed, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "scale", $"{{\"number_instances\":{number},\"confirm\":{(isConfirmed ? "true" : "false")}}}", cancellation);

    /// <inheritdoc cref="ScaleAsync"/>
    public Task<DaemonAnswer> ReloadAsync(bool isConfirmed, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "reload", isConfirmed ? "{\"confirm\":true}" : "{}", cancellation);

    public Task<DaemonAnswer> LogsAsync(long instanceId, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"instances/{instanceId}/logs", null, cancellation);

    /// <param name="by">What to group by.</param>
    /// <param name="since">The first day that counts; null for the daemon's own choice.</param>
    /// <param name="format"><c>json</c> or <c>csv</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<DaemonAnswer> CostsAsync(string by, string? since, string format, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"costs?by={by}&format={format}{(since is null ? "" : $"&since={since}")}", null, cancellation);

    public Task<DaemonAnswer> MachinesAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "machines", null, cancellation);

    public Task<DaemonAnswer> JudgeAsync(long id, bool isHost, JudgementRequest word, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, $"{(isHost ? "hosts" : "machines")}/{id}", JsonSerializer.Serialize(word, MachinesJson.Default.JudgementRequest), cancellation);

    /// <param name="query">The query of <c>/events</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<DaemonAnswer> EventsAsync(string query, CancellationToken cancellation) => SendAsync(HttpMethod.Get, $"events?{query}", null, cancellation);

    /// <summary>Destroys one instance.</summary>
    public Task<DaemonAnswer> DropAsync(long instanceId, string reason, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Delete, $"instances/{instanceId}", reason, cancellation, "text/plain");

    /// <summary>Passes on the events as they arrive, until the stream ends or breaks.</summary>
    /// <param name="query">The query of <c>/events/stream</c>.</param>
    /// <param name="begin">Called once the daemon has accepted the request.</param>
    /// <param name="tell">Called for each event.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Done if the stream existed and ended.</returns>
    public async Task<DaemonAnswer> FollowAsync(string query, Action begin, Action<FleetEvent> tell, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"events/stream?{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode) return Refusal((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
            begin();
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                if (item.EventType == EventStream.Gap) DaemonCall.Say(DaemonCall.Parse(item.Data, EventJson.Readable.EventGap)?.Text ?? item.Data);
                else if (DaemonCall.Parse(item.Data, EventJson.Readable.FleetEvent) is { } happened) tell(happened);
            }

            return new DaemonAnswer.Done("");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new DaemonAnswer.NotReachable(broken.Message);
        }
    }

    private async Task<DaemonAnswer> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellation, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var said = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? new DaemonAnswer.Done(said) : Refusal((int)response.StatusCode, said);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DaemonAnswer.NotReachable($"no answer within {Timeout.TotalSeconds:0} s{Through}");
        }
        catch (HttpRequestException failure)
        {
            return new DaemonAnswer.NotReachable(Through is { Length: > 0 } through ? $"asked{through}: {Reason(failure)}" : Reason(failure));
        }
    }

    private static DaemonAnswer.Refused Refusal(int status, string body)
    {
        var answer = Problem(body);
        var words = string.Join(": ", new[] { answer?.Title, answer?.Detail }.Where(word => !string.IsNullOrWhiteSpace(word)));
        var problem = words.Length > 0 ? words : null;
        var said = problem ?? (body.Length > MaxReasonLength ? body[..MaxReasonLength] + "…" : body);
        var hint = status is 401 ? $"; set OPERATOR_TOKEN to the daemon's operator_token, or {DaemonAccess.TokenVariable} to a token of your own (magister token add NAME --role operate, as the daemon's user)"
            : status is 404 or 405 && problem is null ? "; does a Magister answer there?"
            : "";
        return new(status, $"{status}{(string.IsNullOrWhiteSpace(said) ? "" : $" {said}")}{hint}", answer?.Question, [.. answer?.Problems ?? []]);
    }

    private static ProblemAnswer? Problem(string body) => DaemonCall.Parse(body, SteeringJson.Default.ProblemAnswer);

    // Not simply the exception's message: it can be a bare resource key in a trimmed program, and is about sockets rather than daemons.
    private static string Reason(HttpRequestException failure) => failure.InnerException is SocketException socket
        ? socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nothing listens there",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no such host",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "that host cannot be reached",
            SocketError.TimedOut => "no answer",
            _ => socket.SocketErrorCode.ToString(),
        }
        : failure.HttpRequestError.ToString();
}
