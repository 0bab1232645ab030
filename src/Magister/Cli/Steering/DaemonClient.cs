using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Magister.Vast.Sending;

namespace Magister.Cli.Steering;

/// <summary>Talks to a running daemon. Every call ends in one of the answers; none of them throws but for its cancellation.</summary>
internal sealed class DaemonClient : IDisposable
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private const int MaxReasonLength = 300;

    private readonly HttpClient http;

    public DaemonClient(DaemonAccess access)
    {
        // A token follows no redirect, and what is on this machine is not asked for through a proxy.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !access.Address.IsLoopback, ConnectTimeout = Timeout })
        {
            BaseAddress = access.Address,
            Timeout = Timeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (access.Token is { } token) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    private string Through => Address.IsLoopback ? "" : ProxyInUse.Words(Address);

    /// <summary>Where it asks.</summary>
    public Uri Address => http.BaseAddress!;

    public void Dispose() => http.Dispose();

    /// <summary>The fleet and how it is steered.</summary>
    public Task<DaemonAnswer> StatusAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "status", null, cancellation);

    public Task<DaemonAnswer> PauseAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "pause", null, cancellation);

    public Task<DaemonAnswer> ResumeAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "resume", null, cancellation);

    public Task<DaemonAnswer> DrainAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Post, "drain", null, cancellation);

    /// <param name="isConfirmed">Whatever it means is known: nothing is to be asked.</param>
    public Task<DaemonAnswer> ScaleAsync(int number, bool isConfirmed, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "scale", string.Create(CultureInfo.InvariantCulture, $"{{\"number_instances\":{number},\"confirm\":{(isConfirmed ? "true" : "false")}}}"), cancellation);

    public Task<DaemonAnswer> LogsAsync(long instanceId, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"instances/{instanceId}/logs"), null, cancellation);

    /// <param name="by">What to group by.</param>
    /// <param name="since">The first day that counts; null for the daemon's own choice.</param>
    /// <param name="format"><c>json</c> or <c>csv</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<DaemonAnswer> CostsAsync(string by, string? since, string format, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, $"costs?by={by}&format={format}{(since is null ? "" : $"&since={since}")}", null, cancellation);

    private async Task<DaemonAnswer> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? new DaemonAnswer.Done(body) : Refusal((int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DaemonAnswer.NotReachable(string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds:0} s{Through}"));
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
        var hint = status is 401 or 403 ? "; set OPERATOR_TOKEN to the daemon's operator_token"
            : status is 404 or 405 && problem is null ? "; is it a Magister that can be steered?"
            : "";
        return new(status, string.Create(CultureInfo.InvariantCulture, $"{status}{(string.IsNullOrWhiteSpace(said) ? "" : $" {said}")}{hint}"), answer?.Question);
    }

    private static ProblemAnswer? Problem(string body) => DaemonCall.Parse(body, SteeringJson.Default.ProblemAnswer);

    // Why not simply the exception's message: it can be a bare resource key in a trimmed program, and says more of sockets than of daemons.
    private static string Reason(HttpRequestException failure) => failure.InnerException is SocketException socket
        ? socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens there",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no such host",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to that host",
            SocketError.TimedOut => "no answer",
            _ => socket.SocketErrorCode.ToString(),
        }
        : failure.HttpRequestError.ToString();
}
