using System.Net;
using System.Text.Json;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

/// <summary>What was spent can be read in every format, and a restart does not change it.</summary>
public sealed class CostsTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Costs_AfterADropAndARestart_AreStillThere()
    {
        var dropped = world.Ours().First();
        await Eventually.IsTrueAsync("it has cost something", async () =>
            (await CostsAsync("costs?by=instance")).GetProperty("rows").EnumerateArray().All(row => row.GetProperty("usd").GetDouble() > 1e-5));
        await magister.DropAsync(dropped.OfferId!.Value);
        await Eventually.IsTrueAsync("it is gone", () => world.Ours().All(instance => instance.InstanceId != dropped.InstanceId));
        await world.SettlesAsync(magister, 2);
        var before = await CostsAsync("costs?by=outcome");
        await magister.KillAsync();
        magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var after = await CostsAsync("costs?by=outcome");

        Assert.Equal(Usd(before, "dropped"), Usd(after, "dropped"));
        Assert.True(Usd(after, "dropped") > 0);
        Assert.True(after.GetProperty("month_usd").GetDouble() >= before.GetProperty("month_usd").GetDouble());
        Assert.True(after.GetProperty("month_forecast_usd").GetDouble() > after.GetProperty("month_usd").GetDouble());
        Assert.InRange(after.GetProperty("total_usd").GetDouble(), 0, world.Vast.Market.Truth().Cost * 2);
    }

    [Fact]
    public async Task Costs_ByEachThing_AreTheInstancesOfTheMarket()
    {
        var ids = world.Ours().Select(instance => instance.InstanceId.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order();
        Assert.Equal(ids, (await CostsAsync("costs?by=instance")).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!).Order());
        using var caller = new Caller(world.Address);
        var csv = await caller.GetAsync("costs?by=machine&format=csv");
        Assert.StartsWith("text/csv", csv.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("machine,usd,counted_usd,billed_usd,instances", csv.Body.Split("\r\n")[0]);
        Assert.Equal(4, csv.Body.Split("\r\n").Length);
    }

    [Theory]
    [InlineData("costs?by=moon", "by \\\"moon\\\" is unknown; use day, gpu, host, instance, machine, outcome, pool")]
    [InlineData("costs?since=yesterday", "use a day such as 2026-11-28")]
    [InlineData("costs?format=xml", "use json, csv")]
    [InlineData("costs?bye=day", "is unknown; use by, since, format")]
    public async Task Costs_OfWhatCannotBe_SayWhatCan(string address, string words)
    {
        using var caller = new Caller(world.Address);
        var answer = await caller.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(words, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_Costs_ShowsTheSame()
    {
        var text = await world.RunAsync("costs --by gpu");
        var csv = await world.RunAsync("costs --by instance --csv");
        var check = await world.RunAsync("costs --check");
        Assert.Equal((0, 0, 0), (text.Code, csv.Code, check.Code));
        Assert.Contains("USD since ", text.Out, StringComparison.Ordinal);
        Assert.Contains("RTX ", text.Out, StringComparison.Ordinal);
        Assert.Equal(3, csv.Out.TrimEnd().Split('\n').Length);
        Assert.Contains("No bill from Vast has been read yet", check.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await world.RunAsync("costs --since tomorrow")).Code);
    }

    private async Task<JsonElement> CostsAsync(string address)
    {
        using var caller = new Caller(world.Address);
        return JsonDocument.Parse((await caller.GetAsync(address)).Body).RootElement;
    }

    private static double Usd(JsonElement costs, string key) =>
        costs.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key).GetProperty("usd").GetDouble();
}
