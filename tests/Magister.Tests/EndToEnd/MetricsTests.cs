using System.Text;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.StandIns;
using Magister.Tests.Telemetry;

namespace Magister.Tests.EndToEnd;

public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_TellOfTheFleetAndOfVast()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.Destroy, Count = 1 }]);
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        await magister.DropAsync(world.Ours().First().OfferId!.Value, "too slow");
        await magister.GetAsync("verify/123456789");
        await world.SettlesAsync(magister, 3);
        await Eventually.IsTrueAsync("a replacement is measured", async () => (await ReadAsync(magister)).ContainsKey("magister_drop_to_replacement_seconds"));

        var read = await ReadAsync(magister);
        Assert.Equal((3, 3), (read["magister_instances"]["state=\"verified\""], read["magister_instances"].Values.Sum()));
        Assert.Equal((3, 1, 0), (read["magister_instances_wanted"][""], read["magister_ready"][""], read["magister_rents_held_back"][""]));
        Assert.Equal(4, read["magister_rents_total"]["outcome=\"accepted\""]);
        Assert.Equal(1, read["magister_destroys_total"]["cause=\"dropped\",outcome=\"done\""]);
        Assert.True(read["magister_destroys_total"]["cause=\"dropped\",outcome=\"failed\""] >= 1);
        Assert.Equal(1, read["magister_drops_total"]["known=\"true\""]);
        Assert.Equal(1, read["magister_verifies_total"]["known=\"false\""]);
        Assert.Equal(4, read["magister_rent_to_verify_seconds"]["", "_count"]);
        Assert.Equal(1, read["magister_drop_to_replacement_seconds"]["", "_count"]);
        Assert.Equal((await magister.SummaryAsync()).GetProperty("total_cost_per_hour").GetDouble(), read["magister_cost_rate_usd_per_hour"][""], 6);
        Assert.True(read["magister_cost_usd_total"][""] > 0);
        Assert.Equal(4, read["magister_vast_calls_total"]["endpoint=\"create\",outcome=\"done\""]);
        Assert.True(read["magister_vast_request_duration_seconds"]["endpoint=\"list\",status=\"200\"", "_count"] > 1);
        Assert.True(read["magister_vast_pacing_wait_seconds"]["endpoint=\"search\"", "_count"] >= 1);
        Assert.True(read["magister_journal_append_duration_seconds"]["outcome=\"written\"", "_count"] > 5);
        Assert.True(read["magister_journal_size_bytes"][""] > 100);
        Assert.True(read["magister_loop_turn_duration_seconds"]["", "_sum"] > 0);
    }

    [Fact]
    public async Task Metrics_BeforeAnythingHappened_HaveEveryCounterOfTheDoorAndOfVastAt0_AndTheMode()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);

        var read = await ReadAsync(magister);
        Assert.All(["missing_token", "wrong_token", "wrong_signature", "limited"], because => Assert.Equal(0, read["magister_requests_refused_total"][$"because=\"{because}\""]));
        Assert.Equal(0, read["magister_vast_calls_total"]["endpoint=\"list\",outcome=\"unauthorised\""]);
        Assert.All(["charges", "price_increases", "label", "logs"], endpoint => Assert.Equal(0, read["magister_vast_limited_total"][$"endpoint=\"{endpoint}\""]));
        Assert.Equal((1, 0, 0), (read["magister_mode"]["mode=\"running\""], read["magister_mode"]["mode=\"paused\""], read["magister_journal_failing"][""]));
        using var paused = await magister.Http.PostAsync("pause", null);
        await Eventually.IsTrueAsync("the mode is paused", async () => (await ReadAsync(magister))["magister_mode"]["mode=\"paused\""] == 1);
    }

    [Fact]
    public async Task Metrics_OfAnswersOf429_CountEachAnswer()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(FaultKind.TooManyRequests) { Endpoint = VastEndpoint.List, Count = 2 }]);
        var magister = await world.StartAsync(1, ("VAST_API_CALL_BACKOFF_SECS", "0.1"));
        await world.SettlesAsync(magister, 1);

        Assert.Equal(2, (await ReadAsync(magister))["magister_vast_limited_total"]["endpoint=\"list\""]);
    }

    [Fact]
    public async Task Metrics_AreOfTheFormatThatPrometheusAsksFor()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        using var response = await magister.Http.GetAsync("metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        PrometheusReader.Read(await response.Content.ReadAsStringAsync());
    }

    [PromtoolFact]
    public async Task Metrics_PassPromtool()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await magister.DropAsync(world.Ours().First().OfferId!.Value);
        await world.SettlesAsync(magister, 2);
        Assert.Equal((0, ""), await Promtool.RunAsync(await magister.Http.GetStringAsync("metrics"), "check", "metrics"));
    }

    [Fact]
    public async Task Metrics_GoToACollectorTooWhenOneIsNamed()
    {
        await using var world = await World.CreateAsync();
        await using var collector = new StandIn().Otherwise(Replies.Status(200));
        var magister = await world.StartAsync(
            1, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        await Eventually.IsTrueAsync(
            "the collector has the fleet's numbers",
            () => Array.Exists(collector.Seen, export => Encoding.ASCII.GetString(export.BodyAsBytes!).Contains("magister.instances", StringComparison.Ordinal)),
            20, () => magister.Output);
        Assert.All(collector.Seen, export => Assert.Equal(("POST", "/v1/metrics"), (export.Method, export.Path)));
        await world.SettlesAsync(magister, 1);
        Assert.Equal(0, await magister.TerminateAsync());
    }

    private static async Task<IReadOnlyDictionary<string, PrometheusReader.Family>> ReadAsync(MagisterProcess magister) =>
        PrometheusReader.Read(await magister.Http.GetStringAsync("metrics"));
}
