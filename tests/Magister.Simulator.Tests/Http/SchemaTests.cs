using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Http;

/// <summary>Every answer, including each error, has the schema that Vast publishes.</summary>
public sealed class SchemaTests : HostedTests
{
    private const string Asks = "/api/v0/asks/{id}/";
    private const string Instance = "/api/v0/instances/{id}/";
    private const string Instances = "/api/v1/instances/";

    [SharedFact]
    public async Task Search_AllOffers_EveryFieldIsOfTheKindThatTheExampleShows()
    {
        Host.Market.Change(options => options with { SearchCap = 10_000 });
        var answer = await CheckAsync("search_offers", "/api/v0/bundles/", "post", 200, await Vast.SearchAsync());
        var example = OpenApiFile.Load("search_offers")
            .Example("paths", "/api/v0/bundles/", "post", "responses", "200", "content", "application/json", "example", "offers");

        var offers = answer["offers"]!.AsArray();
        Assert.True(offers.Count > 150);
        var shown = offers.SelectMany(offer => offer!.AsObject().Select(field => field.Key)).ToHashSet();
        Assert.Equal(example.Keys.Cast<string>().Order(), shown.Order());
        foreach (var (name, value) in offers.SelectMany(offer => offer!.AsObject()).Where(field => field.Value is not null))
        {
            Assert.True(SameKind(example[name], value!), $"{name} is {value!.ToJsonString()}, the example says {example[name]}");
        }
    }

    [SharedFact]
    public async Task Search_BodyIsNoJson_IsTheDocumentedError() =>
        await CheckAsync("search_offers", "/api/v0/bundles/", "post", 400, await Vast.SearchAsync("no object"));

    [SharedFact]
    public async Task Create_EveryOutcome_IsAsDocumented()
    {
        var offer = Host.FreeOffer();
        await CheckAsync("create_instance", Asks, "put", 400, await RentAsync(offer, new { disk = 16 }));
        await CheckAsync("create_instance", Asks, "put", 400, await RentAsync(offer, new { image = "a", disk = 2 }));
        await CheckAsync("create_instance", Asks, "put", 400, await RentAsync(offer, new { image = "a", price = 1000 }));
        await CheckAsync("create_instance", Asks, "put", 404, await Vast.RentAsync(1));
        var rented = await CheckAsync("create_instance", Asks, "put", 200, await Vast.RentAsync(offer));
        Assert.True(rented.ContainsKey("instance_api_key"));

        var taken = new HashSet<int>();
        for (var i = 0; i < 60; i++)
        {
            var answer = await Vast.RentAsync(offer);
            taken.Add((int)answer.StatusCode);
            var body = await CheckAsync("create_instance", Asks, "put", (int)answer.StatusCode, answer);
            Assert.Contains("no_such_ask", body["msg"]!.ToString());
        }

        Assert.Equal([400, 404, 410], taken.Order());
    }

    [SharedFact]
    public async Task WrongKey_EachEndpoint_IsTheDocumentedError()
    {
        using var stranger = new VastCaller(Host, "another-key");
        await CheckAsync("create_instance", Asks, "put", 401, await stranger.RentAsync(1));
        await CheckAsync("show_instance", Instance, "get", 401, await stranger.ShowAsync(1));
        await CheckAsync("show_instances", Instances, "get", 401, await stranger.ListAsync());
        await CheckAsync("manage_instance", Instance, "put", 401, await stranger.ManageAsync(1, new { label = "x" }));
        await CheckAsync("show_user", "/api/v0/users/current/", "get", 401, await stranger.GetAsync("api/v0/users/current/"));
        Host.Change(new Dictionary<string, string> { ["wrong-key-status"] = "404" });
        var body = await CheckAsync("search_offers", "/api/v0/bundles/", "post", 404, await stranger.SearchAsync());
        Assert.Equal(("auth_error", "Invalid user key"), (body["error"]!.ToString(), body["msg"]!.ToString()));
    }

    [SharedFact]
    public async Task Instances_InEveryStatus_AreAsDocumentedInListAndAlone()
    {
        Host.Market.Change(options => options with { Boot = DurationRange.Seconds(3600, 3600) });
        foreach (var offer in Host.Market.Offers().Take(6)) await Vast.RentAsync(offer.OfferId, "echo");

        foreach (var status in InstanceStatus.All.Prepend(null))
        {
            foreach (var instance in Host.Market.Alive())
            {
                Host.Market.SetStatus(instance.InstanceId, status);
                await CheckAsync("show_instance", Instance, "get", 200, await Vast.ShowAsync(instance.InstanceId));
            }

            var list = await CheckAsync("show_instances", Instances, "get", 200, await Vast.ListAsync());
            Assert.Equal(6, list["instances"]!.AsArray().Count);
        }

        var documented = OpenApiFile.Load("show_instances").Example(
            "paths", Instances, "get", "responses", "200", "content", "application/json", "schema", "properties", "instances", "items", "properties");
        var row = (await VastCaller.BodyAsync(await Vast.ListAsync()))["instances"]![0]!.AsObject();
        Assert.Empty(documented.Keys.Cast<string>().Where(name => !row.ContainsKey(name)));
    }

    [SharedFact]
    public async Task Show_OneThatIsGone_IsNull()
    {
        var body = await CheckAsync("show_instance", Instance, "get", 200, await Vast.ShowAsync(5));
        Assert.True(body.ContainsKey("instances"));
        Assert.Null(body["instances"]);
        await CheckAsync("show_instance", Instance, "get", 400, await Vast.ShowAsync("five"));
    }

    [SharedFact]
    public async Task List_WrongQueries_AreTheDocumentedErrors()
    {
        foreach (var query in new[] { "?after_token=zzz", "?select_filters={\"dph_total\":{\"lte\":1}}", "?select_filters={\"id\":{\"like\":1}}", "?order_by=[{\"col\":\"nope\"}]", "?limit=many" })
        {
            await CheckAsync("show_instances", Instances, "get", 400, await Vast.ListAsync(query));
        }
    }

    [SharedFact]
    public async Task DestroyLabelAndState_EveryOutcome_IsAsDocumented()
    {
        await Vast.RentAsync(Host.FreeOffer());
        var id = Host.Market.Alive().Single().InstanceId;
        await CheckAsync("label_instance", Instance, "put", 200, await Vast.ManageAsync(id, new { label = "other" }));
        await CheckAsync("label_instance", Instance, "put", 400, await Vast.ManageAsync(id, new { label = new string('x', 2000) }));
        await CheckAsync("label_instance", Instance, "put", 404, await Vast.ManageAsync(1, new { label = "other" }));
        await CheckAsync("manage_instance", Instance, "put", 200, await Vast.ManageAsync(id, new { state = "stopped" }));
        await CheckAsync("manage_instance", Instance, "put", 200, await Vast.ManageAsync(id, new { state = "running" }));
        await CheckAsync("destroy_instance", Instance, "delete", 200, await Vast.DestroyAsync(id));
        await CheckAsync("destroy_instance", Instance, "delete", 404, await Vast.DestroyAsync(id));
        await CheckAsync("destroy_instance", Instance, "delete", 400, await Vast.DestroyAsync("x"));
    }

    [SharedFact]
    public async Task RebootRecycleBidAndLogs_EveryOutcome_AreAsDocumented()
    {
        await Vast.PutAsync($"api/v0/asks/{Host.FreeOffer()}/", """{"image":"pytorch","disk":16,"price":0.3}""");
        var id = Host.Market.Alive().Single().InstanceId;
        foreach (var (file, name, body, wrong) in new[]
        {
            ("logs", "request_logs", "{}", 404), ("change_bid", "bid_price", """{"price":0.4}""", 404), ("change_bid", "bid_price", "{}", 400),
            ("reboot_instance", "reboot", "{}", 400), ("recycle_instance", "recycle", "{}", 400),
        })
        {
            var path = $"/api/v0/instances/{name}/{{id}}{(file == "logs" ? "" : "/")}";
            if (body != "{}" || file != "change_bid") await CheckAsync(file, path, "put", 200, await Vast.PutAsync($"api/v0/instances/{name}/{id}/", body));
            await CheckAsync(file, path, "put", wrong, await Vast.PutAsync($"api/v0/instances/{name}/{(wrong == 400 && file == "change_bid" ? id : 1)}/", body));
        }
    }

    [SharedFact]
    public async Task User_RightKey_IsAsDocumented()
    {
        var body = await CheckAsync("show_user", "/api/v0/users/current/", "get", 200, await Vast.GetAsync("api/v0/users/current/"));
        Assert.Equal(100_000, body["credit"]!.GetValue<double>());
    }

    [SharedFact]
    public async Task Template_KnownAndUnknown_AreAsDocumented()
    {
        Assert.Equal(1, await FoundAsync("4e17788f74f075dd9aab7d0d4427968f"));
        Assert.Equal(0, await FoundAsync("no-such-template"));

        async Task<int> FoundAsync(string hash)
        {
            var filters = Uri.EscapeDataString($$$"""{"hash_id":{"eq":"{{{hash}}}"}}""");
            var body = await CheckAsync("search_templates", "/api/v0/template/", "get", 200, await Vast.GetAsync($"api/v0/template/?select_filters={filters}"));
            return body["templates_found"]!.GetValue<int>();
        }
    }

    [SharedFact]
    public async Task GpuTypes_Asked_HasEachNameThatOffersHave_Once()
    {
        var body = await VastCaller.BodyAsync(await Vast.GetAsync("api/v0/gpu_types/"));
        var offers = await VastCaller.BodyAsync(await Vast.SearchAsync());
        string[] names = [.. body["gpu_types"]!.AsArray().Select(row => row!["canonical_name"]!.ToString())];

        Assert.Equal((names.Length, names.Length), (body["count"]!.GetValue<int>(), names.Distinct().Count()));
        Assert.Empty(offers["offers"]!.AsArray().Select(offer => offer!["gpu_name"]!.ToString()).Except(names));
    }

    [SharedFact]
    public async Task Limits_JsonWordings_AreAsDocumented()
    {
        Host.Change(new Dictionary<string, string> { ["limits"] = "on", ["limit-wording"] = "detail" });
        await Vast.ListAsync();
        await CheckAsync("show_instances", Instances, "get", 429, await Vast.ListAsync());
        Host.Change(new Dictionary<string, string> { ["limit-wording"] = "message" });
        await Vast.DestroyAsync(1);
        var body = await CheckAsync("destroy_instance", Instance, "delete", 429, await Vast.DestroyAsync(1));
        Assert.Equal("API requests too frequent endpoint threshold=3.0", body["msg"]!.ToString());
    }

    private async Task<HttpResponseMessage> RentAsync(long offer, object body)
    {
        using var http = new HttpClient { BaseAddress = Host.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer simulator-key");
        return await http.PutAsync($"api/v0/asks/{offer}/", new StringContent(JsonSerializer.Serialize(body)));
    }

    private static async Task<JsonObject> CheckAsync(string file, string path, string method, int status, HttpResponseMessage answer)
    {
        var body = await VastCaller.BodyAsync(answer);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(OpenApiFile.Load(file).Problems(path, method, status, body));
        return body;
    }

    private static bool SameKind(object example, JsonNode value) => (example, value.GetValueKind()) switch
    {
        (null or "null" or "", _) => true,
        (List<object>, var kind) => kind == JsonValueKind.Array,
        (Dictionary<object, object>, var kind) => kind == JsonValueKind.Object,
        ("true" or "false", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        // Versions are text that looks like a number.
        (string text, JsonValueKind.Number) => double.TryParse(text, out _),
        (string, var kind) => kind == JsonValueKind.String,
        _ => false,
    };
}
