using System.Net;

namespace Magister.Tests.EndToEnd;

public sealed class RestartTests
{
    [Fact]
    public async Task Restart_AfterAnOrderlyEnd_ChangesNothing()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(4);
        await world.SettlesAsync(first, 4);
        Assert.Equal(0, await first.TerminateAsync());
        Assert.Equal(4, world.Ours().Count());

        var second = await world.StartAsync(4);
        await world.SettlesAsync(second, 4);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
        Assert.Equal("RTX", (await second.InstancesAsync())[0].GetProperty("offer").GetProperty("gpu_name").GetString()![..3]);
    }

    [Fact]
    public async Task Restart_AfterKillsInTheMiddleOfRenting_LosesAndDoublesNothing()
    {
        await using var world = await World.CreateAsync(options => options with
        {
            Desk = options.Desk with { RentAnswerDelay = TimeSpan.FromMilliseconds(150) },
        });
        for (var run = 0; run < 5; run++)
        {
            var magister = await world.StartAsync(8);
            await Task.Delay(TimeSpan.FromMilliseconds(150 + (170 * run)));
            await magister.KillAsync();
        }

        var last = await world.StartAsync(8);
        await world.SettlesAsync(last, 8);
        Assert.Equal(8, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task Restart_WithoutTheJournal_TakesTheInstancesOver()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(4);
        await world.SettlesAsync(first, 4);
        await first.KillAsync();
        Directory.Delete(world.StateDirectory, recursive: true);

        // Older than the timeout, they count as verified.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        var second = await world.StartAsync(4, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "1"));
        await Eventually.IsTrueAsync("all are known", async () => (await second.SummaryAsync()).GetProperty("num_instances").GetInt32() == 4);
        var rows = (await second.InstancesAsync()).EnumerateArray().ToArray();
        Assert.All(rows, row => Assert.Contains(
            world.Vast.Market.Truth().Instances,
            instance => instance.InstanceId == row.GetProperty("instance_id").GetInt64() && instance.OfferId == row.GetProperty("offer").GetProperty("id").GetInt64()));
        var offer = rows[0].GetProperty("offer").GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.OK, (await second.DropAsync(offer)).Status);
        await world.SettlesAsync(second, 4);
    }

    [Fact]
    public async Task Drop_AnsweredRightBeforeAKill_IsCarriedOutByTheNextRun()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(3, ("VAST_RATE_LIMIT_DESTROY_SECS", "30"));
        await world.SettlesAsync(first, 3);
        var victims = world.Ours().Take(2).ToArray();
        foreach (var victim in victims) Assert.Equal(HttpStatusCode.OK, (await first.DropAsync(victim.OfferId!.Value)).Status);
        await first.KillAsync();

        var second = await world.StartAsync(3);
        await Eventually.IsTrueAsync("both are gone", () => !world.Ours().Any(instance => victims.Any(victim => victim.InstanceId == instance.InstanceId)));
        await world.SettlesAsync(second, 3);
        Assert.Equal(3, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task Number_LoweredAndRaised_IsReachedByTheNextRun()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(5);
        await world.SettlesAsync(magister, 5);
        var dearest = world.Ours().OrderByDescending(instance => instance.PricePerHour).First().InstanceId;
        await magister.TerminateAsync();

        var fewer = await world.StartAsync(4);
        await world.SettlesAsync(fewer, 4);
        Assert.DoesNotContain(world.Ours(), instance => instance.InstanceId == dearest);
        await fewer.TerminateAsync();

        var more = await world.StartAsync(7);
        await world.SettlesAsync(more, 7);
        Assert.Equal(7, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task Instances_OfOthers_AreNeverTouched()
    {
        await using var world = await World.CreateAsync();
        var foreign = world.Vast.Market.AddTenant("training", "sleep 1", TimeSpan.FromHours(1));
        var another = world.Vast.Market.AddTenant(
            "magister", $"su contemplant -c 'export MAGISTER_DROP_ENDPOINT=http://192.0.2.1:{world.Port}/drop/17\nrun'", TimeSpan.FromHours(1));
        var bare = world.Vast.Market.AddTenant("magister", null, TimeSpan.FromHours(1));
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        Assert.Equal(HttpStatusCode.BadRequest, (await magister.DropAsync(17)).Status);
        await magister.TerminateAsync();
        var fewer = await world.StartAsync(1);
        await world.SettlesAsync(fewer, 1);
        Assert.All([foreign, another, bare], id => Assert.Single(world.Vast.Market.Alive(id)));
    }
}
