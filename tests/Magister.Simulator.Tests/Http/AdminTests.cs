using System.Net;
using System.Text.Json.Nodes;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests.Http;

public sealed class AdminTests() : HostedTests("no key is needed here")
{
    [Fact]
    public async Task State_AfterARent_HoldsInstanceCallAndCosts()
    {
        using var client = new VastCaller(Host);
        var offer = Host.FreeOffer();
        await client.RentAsync(offer, Onstart.For("http://127.0.0.1:1/drop/9"));
        await client.RentAsync(offer);

        var state = await StateAsync();

        var instance = state["instances"]!.AsArray().Single()!;
        Assert.Equal((offer, "magister", "http://127.0.0.1:1/drop/9"), (instance["offer_id"]!.GetValue<long>(), instance["label"]!.ToString(), instance["drop_endpoint"]!.ToString()));
        Assert.Equal((200, 199), (state["offers"]!["total"]!.GetValue<int>(), state["offers"]!["free"]!.GetValue<int>()));
        Assert.Equal(2, state["calls"]!["made"]!.GetValue<int>());
        Assert.Equal(["create", "create"], state["calls"]!["latest"]!.AsArray().Select(call => call!["endpoint"]!.ToString()));
        Assert.Equal(1, state["peaks"]!["magister http://127.0.0.1:1"]!.GetValue<int>());
        Assert.DoesNotContain("simulator-key", state.ToJsonString());
        Assert.Empty((await StateAsync("?calls=0"))["calls"]!["latest"]!.AsArray());
    }

    [Fact]
    public async Task Settings_AnyOfThem_CountAtOnce()
    {
        await PostAsync("settings", new { boot = "7s-8s", credit = 12.5, limits = "on", list_lag = "3s", never_verify = 0.25, drop_every = "30s", key = "other" });

        var settings = (await StateAsync())["settings"]!;
        Assert.Equal("7s", settings["market"]!["boot"]!["min"]!.ToString());
        Assert.Equal("true", settings["desk"]!["limits"]!["enabled"]!.ToString());
        Assert.Equal(("0.25", "30s"), (settings["callers"]!["never_verify"]!.ToString(), settings["callers"]!["drop_every"]!.ToString()));
        Assert.Equal(12.5, (await StateAsync())["costs"]!["credit"]!.GetValue<double>());
        using var client = new VastCaller(Host, "other");
        Assert.Equal(HttpStatusCode.OK, (await client.ListAsync()).StatusCode);
    }

    [Theory]
    [InlineData("boot", "soon")]
    [InlineData("seed", "3")]
    [InlineData("colour", "red")]
    [InlineData("never_verify", "2")]
    public async Task Settings_OneIsWrong_NoneCountsAndItIsNamed(string name, string value)
    {
        var answer = await Vast.PostAsync("admin/settings", new Dictionary<string, string> { ["list_lag"] = "9s", [name] = value });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, (await VastCaller.BodyAsync(answer))["problem"]!.ToString());
        Assert.Equal(TimeSpan.Zero, Host.Market.Options.ListLag.Max);
    }

    [Fact]
    public async Task Down_SwitchedOnAndOff_TheApiGoesAndComesBackAndAdminStays()
    {
        using var client = new VastCaller(Host);
        await PostAsync("settings", new { down = "unavailable" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.ListAsync()).StatusCode);
        await PostAsync("settings", new { down = "refuse" });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.ListAsync());
        await PostAsync("settings", new { down = "none" });
        Assert.Equal(HttpStatusCode.OK, (await client.ListAsync()).StatusCode);
    }

    [Fact]
    public async Task Faults_PostedAndDeleted_AreOnAndOff()
    {
        await PostAsync("faults", new { kind = "half-json", endpoint = "list", moment = "after", count = 3 });
        var rules = (JsonArray)await PostAsync("faults", new object[] { new { kind = "delay", delay = "1500ms", probability = 0.5 }, new { kind = "too-many-requests", threshold = 4.5 } });

        Assert.Equal(["half-json", "delay", "too-many-requests"], rules.Select(rule => rule!["kind"]!.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(1.5), Host.Faults.Rules[1].Delay);
        await Vast.DeleteAsync("admin/faults");
        Assert.Empty(Host.Faults.Rules);
    }

    [Fact]
    public async Task Words_OfFaultsAndEndpoints_AreSpeltOneWayInHelpCommandLineConfigurationAndAdmin()
    {
        var help = CommandLine.Usage();
        var kinds = WordsOf(help, "Faults:");
        var endpoints = WordsOf(help, "Endpoints:");

        Assert.Equal(Enum.GetValues<FaultKind>().Length, kinds.Length);
        Assert.Equal(Enum.GetValues<VastEndpoint>().Length, endpoints.Length);
        foreach (var (kind, endpoint) in kinds.Select((kind, i) => (kind, endpoints[i % endpoints.Length])))
        {
            var posted = (JsonArray)await PostAsync("faults", new { kind, endpoint });
            var shown = (await StateAsync())["faults"]!.AsArray()[^1]!;

            Assert.All([posted[^1]!, shown], rule => Assert.Equal((kind, endpoint), (rule["kind"]!.ToString(), rule["endpoint"]!.ToString())));
            Assert.Equal(Host.Faults.Rules[^1], CommandLine.Parse(["--fault", $"{kind}:{endpoint}"]).Options.Faults.Single());
        }
    }

    [Fact]
    public async Task Faults_UnknownKind_AllThatThereAreAreNamed()
    {
        var answer = await Vast.PostAsync("admin/faults", new { kind = "earthquake" });

        var problem = (await VastCaller.BodyAsync(answer))["problem"]!.ToString();
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Contains(SettingText.Word(kind), problem));
    }

    [Theory]
    [InlineData("faults", """{"kind": "earthquake"}""")]
    [InlineData("faults", """{"moment": "after"}""")]
    [InlineData("faults", """{"kind": "reset", "endpiont": "create"}""")]
    [InlineData("faults", "{")]
    [InlineData("offers", """{"add": 1, "gpu_name": "Voodoo 2"}""")]
    [InlineData("offers", """{"reprice": 5}""")]
    [InlineData("settings", "null")]
    public async Task AnyBody_Wrong_IsAProblemAndNoDefect(string path, string body)
    {
        using var http = new HttpClient { BaseAddress = Host.BaseAddress };

        var answer = await http.PostAsync($"admin/{path}", new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEqual("", (await VastCaller.BodyAsync(answer))["problem"]!.ToString());
    }

    [Fact]
    public async Task Instance_ChangedFromTheConsole_ShowsEachChange()
    {
        using var client = new VastCaller(Host);
        await client.RentAsync(Host.FreeOffer());
        var id = Host.Market.Alive().Single().InstanceId;

        var changed = await PostAsync($"instances/{id}", new { status = "offline", status_msg = "cut off", label = "renamed" });
        Assert.Equal(("offline", "cut off", "renamed"), (changed["status"]!.ToString(), changed["status_msg"]?.ToString() ?? changed["status_message"]!.ToString(), changed["label"]!.ToString()));
        Assert.Equal("exited", (await PostAsync($"instances/{id}", new { kill = true }))["status"]!.ToString());
        Assert.Equal("stopped", (await PostAsync($"instances/{id}", new { state = "stopped" }))["status"]!.ToString());
        Assert.Null((await PostAsync($"instances/{id}", new { status = "null" }))["status"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PostAsync($"admin/instances/{id}", new { status = "tired" })).StatusCode);
        Assert.Equal("admin", (await PostAsync($"instances/{id}", new { delete = true }))["gone_by"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await Vast.PostAsync($"admin/instances/{id}", new { kill = true })).StatusCode);
    }

    [Fact]
    public async Task Instance_DropAndVerify_AreMadeByTheCallers()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        using var client = new VastCaller(Host);
        await client.RentAsync(Host.FreeOffer(), Onstart.For($"{magister.Url}/drop/4"));
        await Wait.UntilAsync(() => Host.Callers.Verified.Length == 1, "a verified one");
        var id = Host.Callers.Verified[0];

        await PostAsync($"instances/{id}", new { verify = true });
        await PostAsync($"instances/{id}", new { drop = "by hand" });
        await Wait.UntilAsync(() => magister.Seen.Length == 3, "three calls");

        Assert.Contains(magister.Seen, visit => visit is { Method: "DELETE", Body: "by hand", Path: "/drop/4" });
    }

    [Fact]
    public async Task Contemplants_EndedLostSilencedCutOff_AreShownSo()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        using var client = new VastCaller(Host);
        await client.RentAsync(Host.FreeOffer(), Onstart.For($"{magister.Url}/drop/4", ("MAGISTER_PULSE_ENDPOINT", $"{magister.Url}/pulse/4"), ("MAGISTER_PULSE_SECS", "60")));
        await Wait.UntilAsync(() => Host.Callers.Verified.Length == 1, "a verified one");
        var id = Host.Callers.Verified[0];
        Assert.Equal("working", (await OnlyContemplantAsync())["state"]!.ToString());
        Assert.Equal(1, (await StateAsync())["hierophant"]!["connected"]!.GetValue<int>());

        await PostAsync($"instances/{id}", new { lose = true });
        Assert.Equal("down", (await OnlyContemplantAsync())["state"]!.ToString());
        await PostAsync($"instances/{id}", new { verify = true });
        await Wait.UntilAsync(() => Host.Callers.Find(id)!.State is Magister.Simulator.Callers.ContemplantState.Working, "it works again");
        await PostAsync($"instances/{id}", new { cut = "40s" });
        await PostAsync($"instances/{id}", new { silence = true });
        Assert.False((await OnlyContemplantAsync())["is_watched"]!.GetValue<bool>());
        await PostAsync($"instances/{id}", new { end = true });
        Assert.Equal(HttpStatusCode.NotFound, (await Vast.PostAsync($"admin/instances/{id}", new { end = true })).StatusCode);
    }

    [Fact]
    public async Task Hierophant_Restarted_HasNobodyAndIsAway()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        using var client = new VastCaller(Host);
        await client.RentAsync(Host.FreeOffer(), Onstart.For($"{magister.Url}/drop/4"));
        await Wait.UntilAsync(() => Host.Callers.Verified.Length == 1, "a verified one");

        var after = await PostAsync("hierophant", new { restart = "30s" });

        Assert.Equal(0, after["connected"]!.GetValue<int>());
        Assert.InRange(after["away_until"]!.GetValue<DateTimeOffset>() - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        Assert.Equal("down", (await OnlyContemplantAsync())["state"]!.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PostAsync("admin/hierophant", new { restart = "soon" })).StatusCode);
    }

    [Fact]
    public async Task Offers_AddedRepricedRemoved_AreOnTheMarket()
    {
        var added = (await PostAsync("offers", new { add = 3, gpu_name = "RTX 5090", price = 0.4 }))["added"]!.AsArray();
        Assert.Equal(203, Host.Market.Offers().Length);
        await PostAsync("offers", new { reprice = added[0]!.GetValue<long>(), price = 9 });
        Assert.InRange(Host.Market.Offers().Single(offer => offer.OfferId == added[0]!.GetValue<long>()).Price, 8, 10);
        await PostAsync("offers", new { remove = new[] { added[0]!.GetValue<long>() } });
        Assert.Equal(202, Host.Market.Offers().Length);
        await PostAsync("offers", new { remove_all = true });
        Assert.Equal("[]", await (await Vast.GetAsync("admin/offers")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Tenants_Added_AreOnTheAccountAndCallNobody()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        var ids = (JsonArray)await PostAsync("tenants", new { label = "magister", onstart = Onstart.For($"{magister.Url}/drop/4"), age = "2h", count = 2 });
        await Task.Delay(100);

        Assert.Equal(ids.Select(id => id!.GetValue<long>()), Host.Market.Alive().Select(instance => instance.InstanceId));
        Assert.All(Host.Market.Alive(), instance => Assert.True(instance.IsTenant));
        Assert.Empty(magister.Seen);
    }

    [Fact]
    public async Task Environment_OfAnInstance_IsServed()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var client = new VastCaller(host);
        await client.RentAsync(host.FreeOffer(), Onstart.For("http://127.0.0.1:1/drop/4"));
        await Wait.UntilAsync(() => host.Environments.Count == 1, "the entrypoint");

        var environment = await VastCaller.BodyAsync(await client.GetAsync($"admin/instances/{host.Environments.Keys.Single()}/environment"));

        Assert.Equal("http://127.0.0.1:1/drop/4", environment["MAGISTER_DROP_ENDPOINT"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("admin/instances/1/environment")).StatusCode);
    }

    [Fact]
    public async Task State_OfTheLiving_LeavesOutWhatIsGone()
    {
        using var client = new VastCaller(Host);
        await client.RentAsync(Host.FreeOffer());
        await client.RentAsync(Host.FreeOffer());
        var gone = (await StateAsync())["instances"]!.AsArray()[0]!["instance_id"]!.GetValue<long>();
        Host.Market.Delete(gone);

        var living = (await StateAsync("?alive=true"))["instances"]!.AsArray();

        Assert.Equal(2, (await StateAsync())["instances"]!.AsArray().Count);
        Assert.NotEqual(gone, living.Single()!["instance_id"]!.GetValue<long>());
    }

    private static string[] WordsOf(string help, string heading) => help.Split($"\n{heading}\n")[1].Split("\nEndpoints:")[0].Split("\n\n")[0]
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private async Task<JsonObject> StateAsync(string query = "") => await VastCaller.BodyAsync(await Vast.GetAsync($"admin/state{query}"));

    private async Task<JsonNode> OnlyContemplantAsync() => (await StateAsync())["contemplants"]!.AsArray().Single()!;

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        var answer = await Vast.PostAsync($"admin/{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
