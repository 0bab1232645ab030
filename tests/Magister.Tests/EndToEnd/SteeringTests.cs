using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

public sealed class SteeringTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Status_OfASettledFleet_ShowsEveryInstanceOfTheMarket()
    {
        var status = await StatusAsync();

        Assert.Equal(("running", 2, 2), Steering(status.GetProperty("steering")));
        Assert.Equal((2, 2, 2, 2), (Number(status, "alive"), Number(status, "verified"), Number(status, "working"), Number(status, "occupied")));
        Assert.Equal(("default", true), (status.GetProperty("fleet").GetString(), status.GetProperty("healthy").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, status.GetProperty("few_offers").ValueKind);
        var rows = status.GetProperty("instances").EnumerateArray().ToArray();
        Assert.Equal(world.Ours().Select(instance => instance.InstanceId).Order(), rows.Select(row => row.GetProperty("instance_id").GetInt64()).Order());
        Assert.All(rows, row => Assert.Equal("working", row.GetProperty("state").GetString()));
        Assert.Equal(JsonValueKind.Null, status.GetProperty("not_ready_reason").ValueKind);
        Assert.True(status.GetProperty("cost_per_hour").GetDouble() > 0);
        await Eventually.IsTrueAsync("it has cost something today", async () => (await StatusAsync()).GetProperty("cost_today").GetDouble() > 0);
    }

    [Fact]
    public async Task Pause_ThenALoss_RentsNothing_AndOutlivesARestart()
    {
        Assert.Equal(("paused", 2, 2), Steering(await PostAsync("pause")));
        var lost = world.Ours().First();
        await magister.DropAsync(lost.OfferId!.Value);
        await Eventually.IsTrueAsync("one is left", () => world.Ours().Count() == 1);
        await magister.KillAsync();

        magister = await world.StartAsync(2);
        await Eventually.IsTrueAsync("the restarted one has looked", async () => await magister.GetAsync("readyz") is HttpStatusCode.OK);
        Assert.Equal("paused", (await StatusAsync()).GetProperty("steering").GetProperty("mode").GetString());
        Assert.Contains("renting is paused until an operator resumes", magister.Output, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Single(world.Ours());

        await PostAsync("resume");
        await world.SettlesAsync(magister, 2);
    }

    [Fact]
    public async Task Drain_DestroysAll_AndResumeRentsAgain()
    {
        await PostAsync("drain");
        await Eventually.IsTrueAsync("all are gone", () => !world.Ours().Any());
        Assert.Equal(("draining", 2, 2), Steering((await StatusAsync()).GetProperty("steering")));

        await PostAsync("resume");
        await world.SettlesAsync(magister, 2);
    }

    [Fact]
    public async Task Scale_UpAndDown_ReachesTheNumber_UntilTheConfigurationChanges()
    {
        Assert.Equal(("running", 4, 2), Steering(await PostAsync("scale", """{"number_instances":4}""")));
        await world.SettlesAsync(magister, 4);
        await magister.KillAsync();
        magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 4);
        await PostAsync("scale", """{"number_instances":1,"confirm":true}""");
        await world.SettlesAsync(magister, 1);

        await magister.KillAsync();
        magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        Assert.Contains("number_instances has changed from 2 to 3", magister.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_ThatIsNotSmall_IsAskedAbout_AndDoneOnceConfirmed()
    {
        using var content = new StringContent("""{"number_instances":1}""", Encoding.UTF8, "application/json");
        using var response = await magister.Http.PostAsync("scale", content);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.Conflict, MediaTypeHeaderValue.Parse("application/problem+json")), (response.StatusCode, response.Content.Headers.ContentType));
        Assert.StartsWith("Scale from 2 to 1 instance? Instances are destroyed until 1 is left; ", problem.GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"confirm\": true", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.InRange(problem.GetProperty("cost_per_hour").GetDouble(), 0.01, 100);
        Assert.Equal(2, Number((await StatusAsync()).GetProperty("steering"), "number_instances"));
        Assert.Equal(("running", 1, 2), Steering(await PostAsync("scale", """{"number_instances":1,"confirm":true}""")));
    }

    [Fact]
    public async Task Scale_AboveMaxInstances_IsRefused_AndAnEarlierNumberAboveItCountsAsIt()
    {
        await PostAsync("scale", """{"number_instances":4}""");
        await magister.KillAsync();
        magister = await world.StartAsync(2, ("MAX_INSTANCES", "3"));
        using var content = new StringContent("""{"number_instances":4,"confirm":true}""", Encoding.UTF8, "application/json");
        using var response = await magister.Http.PostAsync("scale", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("4 instances are more than max_instances, 3, allows", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("running", 3, 2), Steering((await StatusAsync()).GetProperty("steering")));
        Assert.Contains("an operator set 4 instances, but max_instances allows 3, which is kept", magister.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("4")]
    [InlineData("""{"number_instances":0}""")]
    [InlineData("""{"number_instances":-1}""")]
    [InlineData("""{"number_instances":100001}""")]
    [InlineData("""{"number_instances":2.5}""")]
    [InlineData("""{"number_instances":"4"}""")]
    [InlineData("""{"number_instances":4,"confirm":"yes"}""")]
    public async Task Scale_ToNoNumber_IsAProblemThatSaysWhatIsWanted(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await magister.Http.PostAsync("scale", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(MediaTypeHeaderValue.Parse("application/problem+json"), response.Content.Headers.ContentType);
        Assert.Contains("from 1 to 100000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, Number((await StatusAsync()).GetProperty("steering"), "number_instances"));
    }

    [Fact]
    public async Task InstanceDrop_DestroysThatOne_AndOfAnUnknownOneIs404()
    {
        var instance = world.Ours().First().InstanceId;
        using var dropped = await magister.Http.DeleteAsync($"instances/{instance}");
        Assert.Equal($"{instance} will be dropped", await dropped.Content.ReadAsStringAsync());
        await Eventually.IsTrueAsync("it is gone", () => world.Ours().All(other => other.InstanceId != instance));

        using var unknown = await magister.Http.DeleteAsync("instances/12");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<JsonElement> PostAsync(string path, string body = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await magister.Http.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<JsonElement> StatusAsync() => JsonDocument.Parse(await magister.Http.GetStringAsync("status")).RootElement;

    private static (string? Mode, int Wanted, int Configured) Steering(JsonElement steering) =>
        (steering.GetProperty("mode").GetString(), Number(steering, "number_instances"), Number(steering, "configured_number_instances"));

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
