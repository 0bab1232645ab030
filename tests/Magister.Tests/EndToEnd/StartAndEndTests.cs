using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

public sealed class StartAndEndTests
{
    [Fact]
    public async Task Start_WithAWrongKey_EndsWithThree()
    {
        await using var world = await World.CreateAsync();
        var magister = world.Start(2, ("VAST_API_KEY", "a-wrong-key-1234"));
        Assert.Equal(3, await magister.ExitCodeAsync());
        Assert.Contains("vast_api_key", magister.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-key-1234", magister.Output, StringComparison.Ordinal);
        AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Start_WithNothingOnOffer_EndsWithFourAndSaysWhatToLoosen()
    {
        await using var world = await World.CreateAsync();
        var magister = world.Start(2, ("VAST_QUERY_COST_PER_HOUR", "0.001"));
        Assert.Equal(4, await magister.ExitCodeAsync());
        Assert.Contains("cost_per_hour", magister.Output, StringComparison.Ordinal);
        Assert.Empty(world.Vast.Market.Truth().Instances);
        AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Start_WithAPortThatIsTaken_EndsWithFiveBeforeAnythingIsRented()
    {
        await using var world = await World.CreateAsync();
        using var taken = new TcpListener(IPAddress.Any, world.Port);
        taken.Start();
        var magister = world.Start(2);
        Assert.Equal(5, await magister.ExitCodeAsync());
        Assert.Contains($"port {world.Port}", magister.Output, StringComparison.Ordinal);
        Assert.Empty(world.Vast.Market.Truth().Calls);
        AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Start_WithAStateDirectoryInUse_EndsWithSix()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(1);
        var second = world.Start(1, ("HTTP_PORT", $"{FreePort.Find()}"));
        Assert.Equal(6, await second.ExitCodeAsync());
        Assert.False(first.HasExited);
        AssertNoStackTrace(second);
    }

    [Fact]
    public async Task Start_WithADamagedJournal_EndsWithSixAndNamesTheLine()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(2);
        await world.SettlesAsync(first, 2);
        await first.TerminateAsync();
        var path = Path.Combine(world.StateDirectory, "journal.jsonl");
        var lines = await File.ReadAllLinesAsync(path);
        lines[2] = lines[2].Replace("kind", "kinb", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, lines);

        var second = world.Start(2);
        Assert.Equal(6, await second.ExitCodeAsync());
        Assert.Contains("line 3", second.Output, StringComparison.Ordinal);
        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
        AssertNoStackTrace(second);
    }

    [Fact]
    public async Task Start_WithATornJournal_RepairsAndGoesOn()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(2);
        await world.SettlesAsync(first, 2);
        await first.KillAsync();
        await File.AppendAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl"), "{\"seq\":");

        var second = await world.StartAsync(2);
        await world.SettlesAsync(second, 2);
        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
        Assert.Contains("repaired", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithWrongSettings_EndsWithTwoAndNamesThemAll()
    {
        await using var world = await World.CreateAsync();
        var magister = world.Start(0, ("HTTP_PORT", "70000"), ("VAST_QUERY_COST_PER_HOUR", "cheap"));
        Assert.Equal(2, await magister.ExitCodeAsync());
        Assert.Contains("NUMBER_INSTANCES", magister.Output, StringComparison.Ordinal);
        Assert.Contains("HTTP_PORT", magister.Output, StringComparison.Ordinal);
        Assert.Contains("cheap", magister.Output, StringComparison.Ordinal);
        AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Start_WhileVastIsDown_AnswersAtOnceAndWaits()
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Down = Downtime.Unavailable } });
        var magister = await world.StartAsync(2);
        Assert.Equal(0, (await magister.SummaryAsync()).GetProperty("num_instances").GetInt32());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await magister.GetAsync("readyz"));
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync("healthz"));

        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.None };
        await world.SettlesAsync(magister, 2);
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync("readyz"));
    }

    [Fact]
    public async Task End_WhenIdle_IsAtOnce()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"it took {clock.Elapsed}");
        Assert.Equal(2, world.Ours().Count());
    }

    [Fact]
    public async Task End_AskedForAtAnyMomentOfTheStart_IsNotMissed()
    {
        await using var world = await World.CreateAsync();
        for (var moment = 0; moment <= 600; moment += 40)
        {
            var magister = world.Start(1);
            await Task.Delay(moment);

            // Before the program handles the signal, the system ends it.
            Assert.Contains(await magister.TerminateAsync(), new[] { 0, 128 + 15 });
            AssertNoStackTrace(magister);
        }
    }

    [Fact]
    public async Task End_WithARentUnderWay_WaitsForItsAnswer()
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { RentAnswerDelay = TimeSpan.FromSeconds(2) } });
        var magister = await world.StartAsync(1);
        await Eventually.IsTrueAsync("the rent took effect", () => world.Ours().Any());
        Assert.Equal(0, await magister.TerminateAsync());
        var journal = await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl"));
        Assert.Contains("RentAccepted", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_WithARentThatHangs_IsSettledByTheNextRun()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(FaultKind.Hang) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Count = 1 }]);
        var magister = await world.StartAsync(1);
        await Eventually.IsTrueAsync("the rent took effect", () => world.Ours().Any());
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"it took {clock.Elapsed}");

        var second = await world.StartAsync(1);
        await world.SettlesAsync(second, 1);
        Assert.Single(world.Vast.Market.Truth().Instances);
    }

    internal static void AssertNoStackTrace(MagisterProcess magister) => Assert.DoesNotContain("   at ", magister.Output, StringComparison.Ordinal);
}
