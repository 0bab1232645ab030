using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>Commands about instances and events of a running daemon, with output in pipes.</summary>
public sealed class FleetCommandTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Drop_ShowsWhatItDestroys_AndDestroysThatAlone()
    {
        var (first, second) = (world.Ours().First().InstanceId, world.Ours().Last().InstanceId);

        var unasked = await world.RunAsync($"drop {first}");
        var unknown = await world.RunAsync($"drop {first} 12345 --yes");
        Assert.Equal((2, 8), (unasked.Code, unknown.Code));
        Assert.Contains($"{first}", unasked.Out, StringComparison.Ordinal);
        Assert.Contains("Destroy 1 instance (", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("the fleet has no instance 12345; nothing was changed", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, world.Ours().Count());

        var dropped = await world.RunAsync(["drop", $"{first}", "--reason", "too slow", "--yes"]);
        Assert.Equal(0, dropped.Code);
        Assert.EndsWith($"{first} will be dropped\n", dropped.Out, StringComparison.Ordinal);
        await world.SettlesAsync(magister, 2);
        Assert.DoesNotContain(world.Ours(), instance => instance.InstanceId == first);
        Assert.Contains(world.Ours(), instance => instance.InstanceId == second);
        Assert.Contains("too slow", (await world.RunAsync($"events --instance {first} --kind drop_requested")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_AsJson_SaysOfEachWhatBecameOfIt_AndNothingElse()
    {
        var id = world.Ours().First().InstanceId;

        var dropped = await world.RunAsync($"drop {id} --yes --json");

        Assert.Equal((0, ""), (dropped.Code, dropped.Error));
        Assert.Equal($$"""[{"instance_id":{{id}},"dropped":true,"problem":null}]""", dropped.Out.TrimEnd());
    }

    [Theory]
    [InlineData("status -o wide", 0)]
    [InlineData("machines --wide", 0)]
    [InlineData("costs -o wide", 0)]
    [InlineData("status --output=wide", 0)]
    [InlineData("status -o yaml", 2)]
    public async Task Wide_HasTwoSpellings(string command, int expected)
    {
        var result = await world.RunAsync(command);

        Assert.Equal(expected, result.Code);
        if (expected != 0) Assert.StartsWith("magister: --output must be wide, not \"yaml\"; for JSON, use --json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_OfAnOffersId_NamesItsInstance()
    {
        var instance = world.Ours().First();

        var result = await world.RunAsync($"drop {instance.OfferId} --yes");

        Assert.Equal(8, result.Code);
        Assert.Contains($"offer {instance.OfferId} is instance {instance.InstanceId}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_ShowsAWholeLife_AlsoOfOneThatHasEnded_AndSaysWhatIsUnknown()
    {
        var id = world.Ours().First().InstanceId;

        var living = await world.RunAsync($"instance {id}");
        Assert.Equal(0, living.Code);
        Assert.StartsWith($"Instance {id}: working for ", living.Out, StringComparison.Ordinal);
        Assert.Matches("USD an hour\n  contract until [^\n]+\n  [0-9.]+ USD so far\n", living.Out);
        Assert.Contains("; machine ", living.Out, StringComparison.Ordinal);
        Assert.Contains("rent_accepted: ", living.Out, StringComparison.Ordinal);

        await world.RunAsync($"drop {id} --yes");
        await world.SettlesAsync(magister, 2);
        var ended = await world.RunAsync($"instance {id}");
        Assert.StartsWith($"Instance {id} has ended", ended.Out, StringComparison.Ordinal);
        Assert.Contains("destroyed: ", ended.Out, StringComparison.Ordinal);
        var json = (await world.RunAsync($"instance {id} --json")).Json;
        Assert.Equal(id, json.GetProperty("instance_id").GetInt64());
        Assert.True(json.GetProperty("events").GetArrayLength() > 3);

        var unknown = await world.RunAsync("instance 12345");
        Assert.Equal((8, ""), (unknown.Code, unknown.Out));
        Assert.Contains("does not know instance 12345", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_AreThoseThatAreAskedFor_InOrder()
    {
        var last = (await world.RunAsync("events --last 1 --json")).Json;
        var all = (await world.RunAsync("events")).Out.TrimEnd().Split('\n');
        var verified = (await world.RunAsync("events --kind verified")).Out.TrimEnd().Split('\n');

        Assert.True(all.Length > 4);
        Assert.Equal(2, verified.Length);
        Assert.All(verified, line => Assert.Contains("Z verified: Verified instance ", line, StringComparison.Ordinal));
        Assert.Contains(all, line => line.Contains(last.GetProperty("text").GetString()!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("instance x", "id must be a whole number, not \"x\"")]
    [InlineData("drop 1 -2", "-2")]
    [InlineData("events --instance 1.5", "--instance must be a whole number, not \"1.5\"")]
    [InlineData("events --last 0", "--last must be a whole number of at least 1, not \"0\"")]
    [InlineData("journal --machine x", "--machine must be a whole number, not \"x\"")]
    [InlineData("logs x", "id must be a whole number, not \"x\"")]
    [InlineData("events --kind nonsense", "nonsense")]
    public async Task Ids_ThatAreNone_EndWith2_AndAreNamed_WithoutTypesOfTheLanguage(string command, string words)
    {
        var result = await world.RunAsync(command);

        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Events_Followed_GoOnAcrossARestart_UntilCtrlC()
    {
        await using var terminal = PseudoTerminal.Start(world, "events --follow --kind paused --kind resumed");
        await world.RunAsync("pause");
        await terminal.ShowsAsync("paused: ");
        await magister.KillAsync();
        await terminal.ShowsAsync("ended; waiting for more");
        magister = await world.StartAsync(2);
        await world.RunAsync("resume");
        await terminal.ShowsAsync("resumed: ");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);

        Assert.Equal(0, await terminal.ExitCodeAsync());
        Assert.Equal(1, terminal.Screen.Split(" paused: ").Length - 1);
    }
}
