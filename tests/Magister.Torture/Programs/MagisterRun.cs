using System.Collections.Immutable;
using System.Net;
using System.Text.Json;

namespace Magister.Torture.Programs;

/// <summary>Magister from one start to its end, and its answers. A call without an answer returns null.</summary>
internal sealed class MagisterRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly HttpClient http;

    public MagisterRun(ProgramProcess process, int port)
    {
        Process = process;
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = Patience };
    }

    public ProgramProcess Process { get; }

    public Task<Reply?> SummaryAsync() => SendAsync(HttpMethod.Get, "summary");

    public Task<Reply?> ReadinessAsync() => SendAsync(HttpMethod.Get, "readyz");

    public Task<Reply?> VerifyAsync(long offerId) => SendAsync(HttpMethod.Get, $"verify/{offerId}");

    public Task<Reply?> DropAsync(long offerId, string reason) => SendAsync(HttpMethod.Delete, $"drop/{offerId}", reason);

    public async Task<bool> IsReadyAsync() => (await ReadinessAsync())?.Status == HttpStatusCode.OK;

    /// <summary>Whether it is the leader of a shared fleet.</summary>
    public async Task<bool> LeadsAsync()
    {
        if (await SendAsync(HttpMethod.Get, "status") is not { Status: HttpStatusCode.OK } reply) return false;
        using var status = JsonDocument.Parse(reply.Body);
        return status.RootElement.GetProperty("leadership") is { ValueKind: JsonValueKind.Object } leadership && leadership.GetProperty("leads").GetBoolean();
    }

    /// <summary>The instances that it knows, and whether each is about to go; null if it does not answer.</summary>
    public async Task<ImmutableDictionary<long, bool>?> KnownAsync()
    {
        if (await SendAsync(HttpMethod.Get, "instances") is not { Status: HttpStatusCode.OK } reply) return null;
        using var instances = JsonDocument.Parse(reply.Body);
        return instances.RootElement.EnumerateArray().ToImmutableDictionary(
            row => row.GetProperty("instance_id").GetInt64(), row => row.GetProperty("should_drop").GetBoolean());
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        http.Dispose();
    }

    private async Task<Reply?> SendAsync(HttpMethod method, string path, string? body = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
            using var response = await http.SendAsync(request);
            return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Date);
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}

/// <summary>An answer of Magister's.</summary>
/// <param name="Date">The wall clock of its process, to the second.</param>
internal sealed record Reply(HttpStatusCode Status, string Body, DateTimeOffset? Date);
