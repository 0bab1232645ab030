using System.Text.Json;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>A plan is what the daemon does next, and changes neither the account nor a byte on disk.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Plan_OfAnEmptyAccount_NamesTheOffersThatTheDaemonThenRents()
    {
        // None boots before all are rented; otherwise it would be random which host is on trial for the next one.
        await using var slow = await World.CreateAsync(options => options with { Market = options.Market with { Boot = DurationRange.Seconds(600, 600) } });
        var result = await slow.RunAsync("plan --json", 6);

        Assert.Equal(0, result.Code);
        Assert.False(Directory.Exists(slow.StateDirectory));
        Assert.Empty(Changes(slow));
        var rents = Steps(result, "rent");
        Assert.Equal("0 of 6 are alive or on their way", rents[0].GetProperty("reason").GetString());
        Assert.Equal("5 of 6 are alive or on their way", rents[5].GetProperty("reason").GetString());

        var magister = await slow.StartAsync(6, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "600"));
        await Eventually.IsTrueAsync("all are rented", () => slow.Ours().Count() == 6, 30, () => magister.Output);
        Assert.Equal(slow.Ours().Select(instance => instance.OfferId!.Value).Order(), rents.Select(step => step.GetProperty("offer_id").GetInt64()).Order());
    }

    [Fact]
    public async Task Plan_BesideARunningDaemon_HasNothingToDo()
    {
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var changes = Changes().Length;

        var result = await world.RunAsync("plan");

        Assert.Equal(0, result.Code);
        Assert.Contains("do nothing: all is as it should be", result.Out, StringComparison.Ordinal);
        Assert.Equal(changes, Changes().Length);
    }

    [Fact]
    public async Task Plan_OfTooManyAndOfTooFew_DestroysAndRents_InThePlannersWords()
    {
        await StoppedAsync(3);
        var (before, changes) = (StateFiles.Of(world), Changes().Length);

        var less = await world.RunAsync("plan --json", 1);
        var more = await world.RunAsync("plan --json", 4);

        var destroys = Steps(less, "destroy");
        Assert.Equal(2, destroys.Length);
        Assert.All(destroys, step => Assert.Equal("3 are alive or on their way, 1 are wanted; this one is the dearest", step.GetProperty("reason").GetString()));
        Assert.Equal(0, less.Json.GetProperty("rented_afterwards").GetInt32());
        Assert.Equal("3 of 4 are alive or on their way", Assert.Single(Steps(more, "rent")).GetProperty("reason").GetString());
        Assert.Equal(before, StateFiles.Of(world));
        Assert.Equal((3, changes), (world.Ours().Count(), Changes().Length));
    }

    [Fact]
    public async Task Plan_WithoutAJournal_AdoptsWhatIsOurs()
    {
        await StoppedAsync(2);
        Directory.Delete(world.StateDirectory, recursive: true);

        var result = await world.RunAsync("plan --json");

        var adopted = Steps(result, "adopt");
        Assert.Equal(world.Ours().Select(instance => instance.InstanceId).Order(), adopted.Select(step => step.GetProperty("instance_id").GetInt64()).Order());
        Assert.All(adopted, step => Assert.StartsWith("it is ours and not in the journal", step.GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.All(Steps(result, "wait"), step => Assert.NotEqual(JsonValueKind.Null, step.GetProperty("reason").ValueKind));
        Assert.False(Directory.Exists(world.StateDirectory));
    }

    [Fact]
    public async Task Plan_OfAVanishedInstance_AsksForItAndReplacesIt()
    {
        await StoppedAsync(2);
        var lost = world.Ours().First().InstanceId;
        world.Vast.Market.Delete(lost);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var result = await world.RunAsync("plan --json");

        Assert.Equal(("a complete list does not have it", lost), Only(result, "ask"));
        Assert.Equal(("Vast no longer has it", lost), Only(result, "give_up"));
        Assert.Equal("1 of 2 are alive or on their way", Assert.Single(Steps(result, "rent")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Plan_OfADroppedInstance_DestroysIt_AndRentsInItsPlaceAfterwards()
    {
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        world.Vast.Faults.Add(new FaultRule(FaultKind.Hang) { Endpoint = VastEndpoint.Destroy });
        var dropped = world.Ours().First();
        await magister.DropAsync(dropped.OfferId!.Value, "too [slow]");

        // A request that has left still arrives after a kill, so the program is killed only once that is settled.
        await Eventually.IsTrueAsync("the destroy hangs", () => world.Vast.Market.Truth().To(VastEndpoint.Destroy).Any(call => call.Outcome is "hang"));
        await magister.KillAsync();

        var result = await world.RunAsync("plan");

        Assert.Equal(0, result.Code);
        Assert.Contains("dropped: too [slow]", result.Out, StringComparison.Ordinal);
        Assert.Contains("Once what is destroyed is confirmed gone, 1 more would be rented in its place.", result.Out, StringComparison.Ordinal);
        Assert.Equal(2, world.Ours().Count());
    }

    [Fact]
    public async Task Plan_OfAPausedFleet_SaysThatAnOperatorHoldsRentsBack()
    {
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        Assert.Equal(0, (await world.RunAsync("pause")).Code);
        await magister.DropAsync(world.Ours().First().OfferId!.Value);
        await Eventually.IsTrueAsync("one is left", () => world.Ours().Count() == 1);
        await Eventually.IsTrueAsync(
            "its end is known", async () => JsonDocument.Parse(await magister.Http.GetStringAsync("status")).RootElement.GetProperty("occupied").GetInt32() == 1);
        await magister.KillAsync();

        var result = await world.RunAsync("plan --json");

        Assert.Empty(Steps(result, "rent"));
        Assert.Contains("an operator paused renting", Assert.Single(Steps(result, "wait")).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_WhereTheDaemonWouldEnd_EndsTheSame()
    {
        var refused = await world.RunAsync("plan --json", 2, ("VAST_API_KEY", "wrong-key"));
        Assert.Equal((3, 3), (refused.Code, refused.Json.GetProperty("end").GetProperty("exit_code").GetInt32()));
        var nothing = await world.RunAsync("plan", 2, ("VAST_QUERY_COST_PER_HOUR", "0.001"));
        Assert.Equal(4, nothing.Code);
        Assert.Contains("It would end with exit code 4: Vast has no offer that fits", nothing.Out, StringComparison.Ordinal);
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.Unavailable };
        var down = await world.RunAsync("plan", 2, ("VAST_HTTP_TIMEOUT_SECS", "1"));
        Assert.Equal(10, down.Code);
        Assert.Contains("Not known: the list call to Vast failed", down.Out, StringComparison.Ordinal);
        Assert.Empty(Changes());
    }

    private async Task StoppedAsync(int number)
    {
        var magister = await world.StartAsync(number);
        await world.SettlesAsync(magister, number);
        Assert.Equal(0, await magister.TerminateAsync());
    }

    // Every PUT and DELETE that Vast ever saw.
    private CallRecord[] Changes() => Changes(world);

    private static CallRecord[] Changes(World of) =>
        [.. of.Vast.Market.Truth().Calls.Where(call => call.Endpoint is VastEndpoint.Create or VastEndpoint.Destroy or VastEndpoint.Manage)];

    private static JsonElement[] Steps(CliResult result, string action) =>
        [.. result.Json.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("action").GetString() == action)];

    private static (string? Reason, long Instance) Only(CliResult result, string action)
    {
        var step = Assert.Single(Steps(result, action));
        return (step.GetProperty("reason").GetString(), step.GetProperty("instance_id").GetInt64());
    }
}
