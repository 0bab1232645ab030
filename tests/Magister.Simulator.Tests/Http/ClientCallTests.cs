using System.Net;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Http;

/// <summary>The requests of Vast's own command-line client: each with the method, the path and the body that it sends.</summary>
public sealed class ClientCallTests : HostedTests
{
    [Theory]
    [InlineData("request_logs", """{"tail":"1"}""", "success, running pytorch")]
    [InlineData("request_logs", """{"filter":"container of"}""", "container of instance")]
    [InlineData("request_logs", """{"daemon_logs":"true"}""", "creating container of pytorch")]
    [InlineData("command", """{"command":"ls -l"}""", "ls -l")]
    public async Task LogsAndCommands_ResultUrl_HasTheTextSomeSecondsLaterWithoutAKey(string name, string body, string words)
    {
        var id = await RentAsync();
        var answer = await Vast.PutAsync($"api/v0/instances/{name}/{id}/", body);
        using var anybody = new HttpClient();
        var url = (await VastCaller.BodyAsync(answer))["result_url"]!.ToString();

        var early = await anybody.GetAsync(url);
        await Wait.UntilAsync(() => Host.Market.ResultOf(1).Succeeded, "the text");

        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        Assert.Contains(words, await anybody.GetStringAsync(url));
    }

    [Theory]
    [InlineData("reboot", InstanceStatus.Rebooting)]
    [InlineData("recycle", InstanceStatus.Recycling)]
    public async Task RebootAndRecycle_ARunningOne_LeavesRunningAndComesBack(string name, string status)
    {
        var id = await RentAsync();
        Host.Market.Change(options => options with { Boot = DurationRange.Seconds(1, 1) });

        var answer = await Vast.PutAsync($"api/v0/instances/{name}/{id}/", "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(status, Host.Market.Alive().Single().Status);
        await Wait.UntilAsync(() => Host.Market.Alive().Single().Status == InstanceStatus.Running, "the instance runs again");
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PutAsync($"api/v0/instances/{name}/1/", "{}")).StatusCode);
    }

    [Fact]
    public async Task Update_ImageAndOnstart_AreThoseOfTheRow()
    {
        var id = await RentAsync();

        var answer = await VastCaller.BodyAsync(await Vast.PutAsync(
            $"api/v0/instances/update_template/{id}/", $$"""{"id":{{id}},"image":"other/image","onstart":"export MAGISTER_DROP_ENDPOINT=http://127.0.0.1:1/drop/7"}"""));

        Assert.Equal("other/image", answer["updated_instance"]!["image_uuid"]!.ToString());
        Assert.Equal("http://127.0.0.1:1/drop/7", Host.Market.Alive().Single().DropEndpoint);
        Assert.Equal("magister", Host.Market.Alive().Single().Label);
    }

    [Fact]
    public async Task Bid_OfAnInterruptibleOne_IsItsPrice()
    {
        await Vast.PutAsync($"api/v0/asks/{Host.FreeOffer()}/", """{"image":"pytorch","disk":16,"price":0.3}""");
        var id = Host.Market.Alive().Single().InstanceId;

        Assert.Equal(HttpStatusCode.OK, (await Vast.PutAsync($"api/v0/instances/bid_price/{id}/", """{"client_id":"me","price":0.35}""")).StatusCode);
        Assert.InRange(Host.Market.Alive().Single().PricePerHour, 0.35, 0.4);
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PutAsync($"api/v0/instances/bid_price/{id}/", """{"price":0}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Vast.PutAsync("api/v0/instances/bid_price/1/", """{"price":1}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PutAsync($"api/v0/instances/bid_price/{await RentAsync()}/", """{"price":1}""")).StatusCode);
    }

    [Fact]
    public async Task PriceIncrease_AdminAnnouncesIt_IsPendingAcceptedAndComes()
    {
        var id = await RentAsync();
        var before = Host.Market.Alive().Single().PricePerHour;
        await Vast.PostAsync($"admin/instances/{id}", new { price = 1.5, price_after = "4s" });

        var pending = (await VastCaller.BodyAsync(await Vast.GetAsync("api/v0/instances/pending-price-increases/")))["pending_price_increases"]!.AsArray().Single()!;
        var body = $$"""{"pending_price_increase_id":{{pending["pending_price_increase_id"]}}}""";
        var accepted = await VastCaller.BodyAsync(await Vast.PutAsync("api/v0/instances/accept-price-increase/", body));
        var again = await Vast.PutAsync("api/v0/instances/reject-price-increase/", body);

        Assert.Equal((id, before), (accepted["contract_id"]!.GetValue<long>(), Host.Market.Alive().Single().PricePerHour));
        Assert.Equal((HttpStatusCode.NotFound, "no_pending_price_increase"), (again.StatusCode, (await VastCaller.BodyAsync(again))["error"]!.ToString()));
        await Wait.UntilAsync(() => Host.Market.Alive().Single().PricePerHour == 1.5, "the new price");
    }

    [Fact]
    public async Task PriceIncrease_Rejected_NeverComes()
    {
        var id = await RentAsync();
        Host.Market.RaisePrice(id, 1.5, TimeSpan.FromSeconds(3));

        var rejected = await Vast.PutAsync("api/v0/instances/reject-price-increase/", $$"""{"pending_price_increase_id":{{id + 5_000_000}}}""");
        await Task.Delay(3200);

        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
        Assert.NotEqual(1.5, Host.Market.Alive().Single().PricePerHour);
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PutAsync("api/v0/instances/reject-price-increase/", """{"pending_price_increase_id":1,"more":2}""")).StatusCode);
    }

    [Fact]
    public async Task Several_StoppedAndDestroyed_AreAllStoppedAndGone()
    {
        var (first, second) = (await RentAsync(), await RentAsync());

        Assert.Equal(HttpStatusCode.OK, (await Vast.PutAsync("api/v0/instances/", $$"""{"state":"stopped","ids":[{{first}},{{second}}]}""")).StatusCode);
        Assert.All(Host.Market.Alive(), instance => Assert.Equal(InstanceStatus.Stopped, instance.Status));
        Assert.Equal(HttpStatusCode.OK, (await Vast.SendAsync(HttpMethod.Delete, "api/v0/instances/", $$"""{"instance_ids":[{{first}},{{second}}]}""")).StatusCode);
        Assert.Equal(0, Host.Market.AliveCount);
        Assert.Equal(HttpStatusCode.NotFound, (await Vast.SendAsync(HttpMethod.Delete, "api/v0/instances/", $$"""{"instance_ids":[{{first}}]}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Vast.PutAsync("api/v0/instances/", """{"state":"stopped"}""")).StatusCode);
    }

    [Fact]
    public async Task NewSearch_FiltersUnderQ_FindsWhatTheOldOneFinds()
    {
        const string Filters = """{"gpu_name":{"eq":"RTX 4090"},"order":[["dph_total","asc"]],"allocated_storage":16}""";

        var found = await VastCaller.BodyAsync(await Vast.PutAsync("api/v0/search/asks/", $$"""{"select_cols":["*"],"q":{{Filters}}}"""));
        var old = await VastCaller.BodyAsync(await Vast.SendAsync(HttpMethod.Post, "api/v0/bundles/", Filters));

        Assert.NotEmpty(found["offers"]!.AsArray());
        Assert.Equal(Ids(old), Ids(found));

        static List<string> Ids(JsonObject answer) => [.. answer["offers"]!.AsArray().Select(offer => offer!["id"]!.ToString())];
    }

    [Theory]
    [InlineData("POST", "api/v0/volumes/search/")]
    [InlineData("GET", "api/v0/benchmarks")]
    [InlineData("GET", "api/v0/audit_logs/")]
    [InlineData("PATCH", "api/v1/instances/")]
    public async Task Others_WhatThisMarketHasNot_Is404InVastsJson(string method, string path)
    {
        var answer = await Vast.SendAsync(new HttpMethod(method), path, "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("False not_found", $"{(await VastCaller.BodyAsync(answer))["success"]!.GetValue<bool>()} {(await VastCaller.BodyAsync(answer))["error"]}");
    }

    [Theory]
    [InlineData("internal-error")]
    [InlineData("edge-forbidden")]
    public async Task Label_FaultOfManage_StrikesTheSameInstancesAlways(string kind)
    {
        await Vast.PostAsync("admin/faults", new { kind, endpoint = "manage", share = 0.5 });
        var ids = new List<long>();
        for (var i = 0; i < 12; i++) ids.Add(await RentAsync());

        var first = await LabelAsync(ids);

        Assert.InRange(first.Count, 1, 11);
        Assert.Equal(first, await LabelAsync(ids));
        Assert.Equal(first, Host.Market.Alive().Where(instance => instance.Label == "other").Select(instance => instance.InstanceId));
    }

    private async Task<List<long>> LabelAsync(List<long> ids)
    {
        var done = new List<long>();
        foreach (var id in ids)
        {
            if ((await Vast.ManageAsync(id, new { label = "other" })).IsSuccessStatusCode) done.Add(id);
        }

        return done;
    }

    private async Task<long> RentAsync()
    {
        var body = await VastCaller.BodyAsync(await Vast.PutAsync($"api/v0/asks/{Host.FreeOffer()}/", """{"image":"pytorch","label":"magister","disk":16}"""));
        var id = body["new_contract"]!.GetValue<long>();
        await Wait.UntilAsync(() => Host.Market.Alive(id).Single().Status == InstanceStatus.Running, "the instance");
        return id;
    }
}
