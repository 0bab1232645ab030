using System.Net;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

public sealed class KeepingTheNumberTests
{
    [Fact]
    public async Task Fleet_Empty_ReachesItsNumberAndServesIt()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(5);
        await world.SettlesAsync(magister, 5);

        var truth = world.Vast.Market.Truth();
        Assert.Equal(5, truth.PeakAlive("magister", world.Address));
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync("readyz"));
        var summary = await magister.SummaryAsync();
        var cost = summary.GetProperty("instance_overview").EnumerateArray().Sum(row => row.GetProperty("cost_per_hour").GetDouble());
        Assert.Equal(cost, summary.GetProperty("total_cost_per_hour").GetDouble(), 6);
        foreach (var row in (await magister.InstancesAsync()).EnumerateArray())
        {
            var instance = truth.Instances.Single(instance => instance.InstanceId == row.GetProperty("instance_id").GetInt64());
            Assert.Equal(instance.OfferId, row.GetProperty("offer").GetProperty("id").GetInt64());
            Assert.Equal(instance.MachineId, row.GetProperty("offer").GetProperty("machine_id").GetInt64());
            Assert.False(row.GetProperty("should_drop").GetBoolean());
        }
    }

    [Fact]
    public async Task Contemplants_RunTheOnstartTextInAShell_ReceiveWhatWasConfigured()
    {
        await using var world = await World.CreateAsync(options => options with { Callers = options.Callers with { ReadOnstart = false } });
        const string name = "its \"$HOME\" `id` \\ ü\nsecond line";
        var magister = await world.StartAsync(2, ("CONTEMPLANT_NAME", name), ("CONTEMPLANT_PROVER_TYPE", "it's cpu"), ("CONTEMPLANT_VMS", "sp1,risc0"), ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", "ssh-ed25519 AAAA one\\nssh-ed25519 BBBB two"));
        await world.SettlesAsync(magister, 2);

        foreach (var instance in world.Ours())
        {
            var environment = world.Vast.Environments[instance.InstanceId];
            Assert.Equal(name, environment["CONTEMPLANT_NAME"]);
            Assert.Equal($"{world.Address}/drop/{instance.OfferId}", environment["MAGISTER_DROP_ENDPOINT"]);
            Assert.Equal("ws://127.0.0.1:9010/ws", environment["HIEROPHANT_WS_ADDRESS"]);
            Assert.Equal("/home/contemplant", environment["HOME"]);
            Assert.Equal("/home/contemplant/.tmux", environment["TMUX_TMPDIR"]);
            Assert.Equal("ssh-ed25519 AAAA one\nssh-ed25519 BBBB two", environment["SSH_AUTHORIZED_KEYS"]);
            Assert.Equal("sp1,risc0", environment["CONTEMPLANT_VMS"]);
            Assert.Equal("it's cpu", environment["PROVER_TYPE"]);
            Assert.Equal("9011", environment["HTTP_PORT"]);
        }
    }

    [Fact]
    public async Task Contemplant_VerifiesBeforeTheRentIsAnswered_CountsAsVerified()
    {
        await using var world = await World.CreateAsync(options => options with
        {
            Market = options.Market with { Boot = DurationRange.Seconds(0.01, 0.02) },
            Desk = options.Desk with { RentAnswerDelay = TimeSpan.FromSeconds(1) },
        });
        var magister = await world.StartAsync(2, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "3"));
        await world.SettlesAsync(magister, 2);
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.DoesNotContain(world.Vast.Market.Truth().Calls, call => call.Endpoint is VastEndpoint.Destroy);
        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task Instance_NobodyVerifiesInTime_IsReplacedAndItsMachineRests()
    {
        await using var world = await World.CreateAsync(options => options with { Callers = options.Callers with { NeverVerify = 0.5 } });
        var magister = await world.StartAsync(6, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "1"), ("EVIDENCE_MIB", "0"), ("BREAKER_FAILURES", "0"));
        await world.SettlesAsync(magister, 6, 60);

        var truth = world.Vast.Market.Truth();
        var destroyed = truth.Instances.Where(instance => !instance.IsAlive).ToArray();
        Assert.NotEmpty(destroyed);
        Assert.Equal(6, truth.PeakAlive("magister", world.Address));
        Assert.All(destroyed, instance => Assert.True(instance.GoneAt - instance.RentedAt < TimeSpan.FromSeconds(2.5), "the deadline is met by a timer"));
        foreach (var failed in destroyed)
        {
            Assert.DoesNotContain(truth.Instances, later => later.MachineId == failed.MachineId && later.RentedAt > failed.GoneAt);
        }
    }

    [Fact]
    public async Task Verify_AfterTheDeadline_IsAnsweredButComesTooLate()
    {
        await using var world = await World.CreateAsync(options => options with { Callers = options.Callers with { NeverVerify = 1 } });
        var magister = await world.StartAsync(1, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "1"));
        await Eventually.IsTrueAsync("the first one is destroyed", () => world.Vast.Market.Truth().Instances is [{ IsAlive: false }, ..]);

        var first = world.Vast.Market.Truth().Instances[0];
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync($"verify/{first.OfferId}"));
        Assert.Empty(world.Vast.Market.Alive(first.InstanceId));
        Assert.Equal(1, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
    }

    [Fact]
    public async Task Drop_OfALivingInstance_IsCarriedOutAtOnceAndReplaced()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("TASK_POLLING_INTERVAL_SECS", "60"));
        await world.SettlesAsync(magister, 3);
        var victim = world.Ours().First();

        var (status, body) = await magister.DropAsync(victim.OfferId!.Value, "too slow\u001b[31m");
        var answeredAt = DateTimeOffset.UtcNow;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"{victim.InstanceId} will be dropped", body);
        await Eventually.IsTrueAsync("it is gone", () => !world.Vast.Market.Alive(victim.InstanceId).Any(), 5);
        var goneAt = world.Vast.Market.Truth().Instances.Single(instance => instance.InstanceId == victim.InstanceId).GoneAt!.Value;
        Assert.True(goneAt - answeredAt < TimeSpan.FromSeconds(2), "it does not wait for the next poll");
        await world.SettlesAsync(magister, 3);

        Assert.Equal((HttpStatusCode.OK, $"{victim.InstanceId} will be dropped"), await magister.DropAsync(victim.OfferId!.Value));
        Assert.Equal(3, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
        Assert.Contains("too slow", magister.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", magister.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_OfAnUnknownId_IsRefusedAndHarmless()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);

        Assert.Equal(HttpStatusCode.BadRequest, (await magister.DropAsync(999_999_999)).Status);
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync("verify/999999999"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
        Assert.Equal(2, world.Ours().Count());
    }

    [Fact]
    public async Task Instance_DeletedBehindMagistersBack_IsReplaced()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var victim = world.Ours().First().InstanceId;
        world.Vast.Market.Delete(victim);
        await world.SettlesAsync(magister, 3);
        Assert.DoesNotContain(world.Ours(), instance => instance.InstanceId == victim);
    }

    [Theory]
    [InlineData("exited")]
    [InlineData("offline")]
    [InlineData("unknown")]
    public async Task Instance_ThatCannotRecover_IsReplacedAfterTheGrace(string status)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);

        var victim = world.Ours().First().InstanceId;
        world.Vast.Market.SetStatus(victim, status);
        await Eventually.IsTrueAsync("it is destroyed", () => !world.Vast.Market.Alive(victim).Any());
        await world.SettlesAsync(magister, 3);
        Assert.Equal(EndedBy.Call, world.Vast.Market.Truth().Instances.Single(instance => instance.InstanceId == victim).GoneBy);
    }

    [Fact]
    public async Task Hosts_GoodAndBad_DecideWhatIsRented()
    {
        await using var world = await World.CreateAsync();
        var offers = world.Vast.Market.Offers();
        var hosts = offers.Where(offer => offer.GpuName is "RTX 4090").Select(offer => offer.HostId).Distinct().ToArray();
        (string Name, string Value)[] wishes = [("VAST_QUERY_GPU_NAME", "RTX 4090"), ("GOOD_HOSTS", $"{hosts[^1]}"), ("BAD_HOSTS", $"{hosts[0]}, {hosts[1]}")];

        // Only one at first: several rents under way may arrive in a different order from the one in which they left.
        var magister = await world.StartAsync(1, wishes);
        await world.SettlesAsync(magister, 1);
        Assert.Equal(hosts[^1], world.Vast.Market.Truth().Instances[0].HostId);
        await magister.TerminateAsync();
        magister = await world.StartAsync(3, wishes);
        await world.SettlesAsync(magister, 3);
        Assert.DoesNotContain(world.Ours(), instance => instance.HostId == hosts[0] || instance.HostId == hosts[1]);
    }
}
