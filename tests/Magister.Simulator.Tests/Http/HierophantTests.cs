using System.Text.Json.Nodes;
using Magister.Simulator.Callers;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests.Http;

/// <summary>The Hierophant's own API.</summary>
public sealed class HierophantTests : IAsyncLifetime, IDisposable
{
    private readonly StandIn _magister = new StandIn().Otherwise(Replies.Status(200));
    private readonly HttpClient _http = new();
    private SimulatorHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync(Simulators.Quick.Calling(c => c with { ReadOnstart = true }) with { HierophantPort = 0 });
        _http.BaseAddress = _host.HierophantAddress;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _magister.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Contemplants_TwoThatWork_AreThereWithTheirDropEndpoints()
    {
        await WorkAsync(2);

        var rows = (JsonArray)await AskAsync("contemplants");

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Matches(@"^[0-9.]+:\d+$", row![0]!.ToString()));
        var worker = rows.Select(row => row![1]!.AsObject()).Single(row => row["magister_drop_endpoint"]!.ToString() == DropEndpoint(1));
        Assert.Equal(
            ["name", "status", "supported_vms", "groth16_enabled", "strikes", "num_completed_span_proofs", "average_span_proof_time", "magister_drop_endpoint"],
            worker.Select(field => field.Key));
        Assert.NotNull(worker["status"]!["Busy"]);
        Assert.Equal("true", (await AskAsync("health")).ToJsonString());
        Assert.Equal("[]", (await AskAsync("proof-history")).ToJsonString());
    }

    [Fact]
    public async Task DeadContemplants_OneThatWasLost_IsThere()
    {
        await WorkAsync(2);
        var left = ((JsonArray)await AskAsync("contemplants")).Select(DropEndpointOf).ToList();
        _host.LoseWorker(_host.Callers.Verified[0]);

        var lost = DropEndpointOf(((JsonArray)await AskAsync("dead-contemplants")).Single());
        Assert.Contains(lost, left);
        Assert.Equal(left.Except([lost]), ((JsonArray)await AskAsync("contemplants")).Select(DropEndpointOf));
    }

    [Fact]
    public async Task Restart_WhileItIsAway_NobodyIsAnsweredAndAfterwardsNobodyIsKnown()
    {
        await WorkAsync(1);
        _host.RestartHierophant(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("health"));

        _host.RestartHierophant(TimeSpan.Zero);
        Assert.Equal("[]", (await AskAsync("contemplants")).ToJsonString());
        Assert.Equal("[]", (await AskAsync("dead-contemplants")).ToJsonString());
    }

    [Fact]
    public async Task Faults_OfTheApi_AreWhatTheySay()
    {
        await WorkAsync(6);
        Play(HierophantFault.Away);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("contemplants"));
        Play(HierophantFault.Empty);
        Assert.Equal("[]", (await AskAsync("contemplants")).ToJsonString());
        Play(HierophantFault.Partial);
        Assert.Equal(2, ((JsonArray)await AskAsync("contemplants")).Count);
        Play(HierophantFault.Html);
        Assert.StartsWith("<!DOCTYPE html>", await _http.GetStringAsync("contemplants"));
        Play(HierophantFault.Huge);
        Assert.True((await _http.GetByteArrayAsync("contemplants")).Length > 10_000_000);
        Play(HierophantFault.Hang);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _http.GetStringAsync("contemplants", patience.Token));
        Play(HierophantFault.None);
        Assert.Equal(6, ((JsonArray)await AskAsync("contemplants")).Count);
    }

    private static string DropEndpointOf(JsonNode? row) => row![1]!["magister_drop_endpoint"]!.ToString();

    private string DropEndpoint(int number) => $"{_magister.Url}/drop/{number}?sig=ab";

    private void Play(HierophantFault fault) => Assert.Empty(_host.Change(new Dictionary<string, string> { ["hierophant-fault"] = fault.ToString() }));

    private async Task WorkAsync(int number)
    {
        using var vast = new VastCaller(_host);
        for (var i = 1; i <= number; i++) await vast.RentAsync(_host.FreeOffer(), Onstart.For(DropEndpoint(i)));
        await Wait.UntilAsync(() => _host.Callers.Contemplants.Count(one => one.State is ContemplantState.Working) == number, "workers");
    }

    private async Task<JsonNode> AskAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;
}
