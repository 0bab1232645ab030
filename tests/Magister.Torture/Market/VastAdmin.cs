using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Magister.Torture.Market;

/// <summary>The simulator's admin API: the market's truth, and ways to interfere with its instances.</summary>
internal sealed class VastAdmin(Uri address) : IDisposable
{
    private const int AllCalls = 1_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Everything that ever happened.</summary>
    public Task<MarketState> HistoryAsync() => GetAsync($"admin/state?calls={AllCalls}");

    /// <summary>What exists now.</summary>
    public Task<MarketState> PresentAsync() => GetAsync("admin/state?calls=0&alive=true");

    public Task ChangeAsync(string setting, string value) =>
        PostAsync("admin/settings", new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = value });

    public Task AddFaultsAsync(IEnumerable<object> rules) => PostAsync("admin/faults", rules.ToArray());

    public async Task EndFaultsAsync()
    {
        using var answer = await http.DeleteAsync("admin/faults");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Puts instances that are none of Magister's business on the account.</summary>
    public async Task<IReadOnlyList<long>> AddTenantsAsync(string? label, string? onstart, int count)
    {
        using var answer = await http.PostAsJsonAsync("admin/tenants", new { label, onstart, age = "1h", count }, Json);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<long[]>(Json) ?? [];
    }

    /// <summary>Changes an instance; false if it is already gone.</summary>
    public async Task<bool> TouchAsync(long instanceId, object change)
    {
        using var answer = await http.PostAsJsonAsync($"admin/instances/{instanceId}", change, Json);
        if (answer.StatusCode == HttpStatusCode.NotFound) return false;
        answer.EnsureSuccessStatusCode();
        return true;
    }

    public async Task<bool> AnswersAsync()
    {
        try
        {
            await PresentAsync();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<MarketState> GetAsync(string path) => (await http.GetFromJsonAsync<MarketState>(path, Json))!;

    private async Task PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Json);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
