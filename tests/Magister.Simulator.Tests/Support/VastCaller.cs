using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Tests.Support;

/// <summary>Calls the simulator as any client of Vast would.</summary>
internal sealed class VastCaller : IDisposable
{
    private readonly HttpClient _http;

    public VastCaller(SimulatorHost host, string key = "simulator-key")
    {
        _http = new HttpClient { BaseAddress = host.BaseAddress, Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<HttpResponseMessage> SearchAsync(object? body = null) => _http.PostAsJsonAsync("api/v0/bundles/", body ?? new { });

    public Task<HttpResponseMessage> RentAsync(long offer, string? onstart = null, CancellationToken cancellation = default) => _http.PutAsJsonAsync(
        $"api/v0/asks/{offer}/", new { template_hash_id = "abc", label = "magister", disk = 16, onstart }, cancellation);

    public Task<HttpResponseMessage> ListAsync(string query = "") => _http.GetAsync($"api/v1/instances/{query}");

    public Task<HttpResponseMessage> ShowAsync(object id) => _http.GetAsync($"api/v0/instances/{id}/");

    public Task<HttpResponseMessage> DestroyAsync(object id) => _http.DeleteAsync($"api/v0/instances/{id}/");

    public Task<HttpResponseMessage> ManageAsync(long id, object body) => _http.PutAsJsonAsync($"api/v0/instances/{id}/", body);

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync(string path, object body) => _http.PostAsJsonAsync(path, body);

    public Task<HttpResponseMessage> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> DeleteAsync(string path) => _http.DeleteAsync(path);

    public static async Task<JsonObject> BodyAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    public void Dispose() => _http.Dispose();
}
