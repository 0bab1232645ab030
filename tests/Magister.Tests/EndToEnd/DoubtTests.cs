using System.Net;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

/// <summary>What Vast suddenly says about the whole fleet is doubted, and the doubt is reported.</summary>
public sealed class DoubtTests
{
    [Fact]
    public async Task EmptyLists_OfAFleetThatLives_AreDoubtedAndPass()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(4);
        await world.SettlesAsync(magister, 4);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        world.Vast.Faults.Add(
            new FaultRule(FaultKind.EmptyList) { Endpoint = VastEndpoint.List },
            new FaultRule(FaultKind.Unavailable) { Endpoint = VastEndpoint.Show });
        await Eventually.IsTrueAsync("the doubt is said", async () => (await ReadyAsync(magister)).Contains("lacks 4 of 4 instances at once", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(4, (await magister.SummaryAsync()).GetProperty("num_instances").GetInt32());
        world.Vast.Faults.Clear();

        await Eventually.IsTrueAsync("the doubt is over", async () => await ReadyAsync(magister) == "ready\n", 30, () => magister.Output);
        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task FleetDeletedByItsOwner_IsDoubtedOnceAndReplaced()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("VAST_CONSISTENCY_WINDOW_SECS", "2"));
        await world.SettlesAsync(magister, 3);
        await Task.Delay(TimeSpan.FromSeconds(2.1));
        foreach (var instance in world.Ours().ToArray()) world.Vast.Market.Delete(instance.InstanceId);

        await Eventually.IsTrueAsync("the doubt is said", async () => (await ReadyAsync(magister)).Contains("lacks 3 of 3", StringComparison.Ordinal));
        await world.SettlesAsync(magister, 3);
        Assert.Equal(3, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task CreditUsedUp_IsSaidAndWaitedFor()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("UNHEALTHY_GRACE_SECS", "2"));
        await world.SettlesAsync(magister, 3);
        world.Vast.Market.Change(options => options with { Credit = 0 });
        await Eventually.IsTrueAsync("the reason is said", async () => (await ReadyAsync(magister)).Contains("credit is used up", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(3, world.Ours().Count());
        Assert.Contains("credit is used up", (await magister.SummaryAsync()).GetProperty("rents_held_back").GetString(), StringComparison.Ordinal);

        world.Vast.Market.Change(options => options with { Credit = 100 });
        await Eventually.IsTrueAsync("it goes on", async () => await ReadyAsync(magister) == "ready\n", 30, () => magister.Output);
        await Eventually.IsTrueAsync("all run again", () => world.Ours().Count(instance => instance.Status == "running") == 3, 30, () => magister.Output);
        await world.SettlesAsync(magister, 3);
        Assert.Equal(3, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task DestroysThatFail_AreShownWithHowLong()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        world.Vast.Faults.Add(new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.Destroy });
        var victim = world.Ours().First();
        Assert.Equal(HttpStatusCode.OK, (await magister.DropAsync(victim.OfferId!.Value, "too slow")).Status);
        await Eventually.IsTrueAsync("it is shown", async () => (await magister.SummaryAsync()).GetProperty("failing_destroys").GetArrayLength() == 1);
        await Task.Delay(TimeSpan.FromSeconds(1));

        var failing = (await magister.SummaryAsync()).GetProperty("failing_destroys")[0];
        Assert.Equal(victim.InstanceId, failing.GetProperty("instance_id").GetInt64());
        Assert.InRange(failing.GetProperty("failing_for_seconds").GetDouble(), 1, 30);
        Assert.Equal("dropped: too slow", failing.GetProperty("reason").GetString());
        Assert.Contains("500", failing.GetProperty("failure").GetString(), StringComparison.Ordinal);
        world.Vast.Faults.Clear();
        await world.SettlesAsync(magister, 2);
        Assert.Equal(0, (await magister.SummaryAsync()).GetProperty("failing_destroys").GetArrayLength());
    }

    [Fact]
    public async Task MissingInstance_IsShownUntilVastSaysThatItIsGone()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        world.Vast.Faults.Add(new FaultRule(FaultKind.Unavailable) { Endpoint = VastEndpoint.Show });
        var lost = world.Ours().First();
        world.Vast.Market.Delete(lost.InstanceId);
        await Eventually.IsTrueAsync("it is shown", async () => (await magister.SummaryAsync()).GetProperty("missing_instances").GetArrayLength() == 1);
        Assert.Equal(lost.InstanceId, (await magister.SummaryAsync()).GetProperty("missing_instances")[0].GetProperty("instance_id").GetInt64());

        world.Vast.Faults.Clear();
        await world.SettlesAsync(magister, 3);
        Assert.Equal(0, (await magister.SummaryAsync()).GetProperty("missing_instances").GetArrayLength());
    }

    [Fact]
    public async Task RentWithoutAnAnswer_IsShownUntilItIsSettled()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add(
            new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Count = 1 },
            new FaultRule(FaultKind.Unavailable) { Endpoint = VastEndpoint.Show });
        var magister = await world.StartAsync(1, ("TASK_POLLING_INTERVAL_SECS", "3"), ("VAST_RATE_LIMIT_LIST_SECS", "2"));
        await Eventually.IsTrueAsync("it is shown", async () => (await magister.SummaryAsync()).GetProperty("uncertain_rents").GetArrayLength() == 1);
        await world.SettlesAsync(magister, 1);

        Assert.Equal(0, (await magister.SummaryAsync()).GetProperty("uncertain_rents").GetArrayLength());
        Assert.Single(world.Vast.Market.Truth().Instances);
    }

    private static async Task<string> ReadyAsync(MagisterProcess magister)
    {
        using var response = await magister.Http.GetAsync("readyz");
        return await response.Content.ReadAsStringAsync();
    }
}
