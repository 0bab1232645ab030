using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>The commands that talk to a running daemon, with output in pipes.</summary>
public sealed class SteeringTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Status_InAPipe_IsPlainText_AndItsJsonIsTheDaemons()
    {
        var text = await world.RunAsync("status");
        var json = await world.RunAsync("status --json", 2, ("HTTP_PORT", "1"), ("MAGISTER_URL", world.Address));

        Assert.Equal((0, 0), (text.Code, json.Code));
        Assert.StartsWith("2 instances are wanted.\n2 alive, 2 verified, 2 working\n", text.Out, StringComparison.Ordinal);
        Assert.All(world.Ours(), instance => Assert.Contains($"{instance.InstanceId}  {instance.OfferId}  working", text.Out, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', text.Out);
        Assert.Equal(2, json.Json.GetProperty("instances").GetArrayLength());
        Assert.Equal("running", json.Json.GetProperty("steering").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Status_ThroughAProxyThatIsNotThere_NamesTheProxyAndNotItsPassword()
    {
        var result = await world.RunAsync("status", 2, ("MAGISTER_URL", "http://magister.example:8555"), ("http_proxy", "http://me:top-secret@127.0.0.1:1"), ("no_proxy", ""));

        Assert.Equal(7, result.Code);
        Assert.Contains("asked through the proxy 127.0.0.1:1: nothing listens there", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_ChangesTheNumber_AndWhatIsNoNumberSaysWhatToDoInstead()
    {
        var scaled = await world.RunAsync("scale 3");
        Assert.Equal((0, "3 instances are wanted; the configuration says 2.\n"), (scaled.Code, scaled.Out));
        await world.SettlesAsync(magister, 3);
        foreach (var number in new[] { "0", "-1", "x", "1000000" })
        {
            var refused = await world.RunAsync($"scale {number}");
            Assert.Equal((2, ""), (refused.Code, refused.Out));
            Assert.Equal(number == "0", refused.Error.Contains("magister drain", StringComparison.Ordinal));
        }

        var much = await world.RunAsync("scale 100000");
        Assert.Equal(2, much.Code);
        Assert.Contains("Scale from 3 to 100000 instances? That is more than twice as many", much.Error, StringComparison.Ordinal);
        Assert.Contains("--yes", much.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await world.RunAsync("status --json")).Json.GetProperty("steering").GetProperty("number_instances").GetInt32());
        Assert.Equal(2, (await world.RunAsync("scale 2 --json")).Code);
        Assert.Equal(0, (await world.RunAsync("scale 2 --json --yes")).Code);
        await world.SettlesAsync(magister, 2);
    }

    [Fact]
    public async Task Machines_AreShownAndJudged()
    {
        var text = await world.RunAsync("machines");
        Assert.Equal(0, text.Code);
        Assert.StartsWith(" host  machine  rents  worked  failed  lost  boot s  hours   USD  judged", text.Out, StringComparison.Ordinal);
        Assert.All(text.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var machine = (await world.RunAsync("machines --json")).Json.GetProperty("machines")[0].GetProperty("id").GetInt64();

        Assert.Equal($"Machine {machine} is barred.\n", (await world.RunAsync($"machines bar {machine} --reason slow")).Out);
        Assert.Equal("Host 77 is preferred.\n", (await world.RunAsync("machines prefer 77 --host")).Out);
        Assert.Contains("barred", (await world.RunAsync("machines")).Out, StringComparison.Ordinal);
        Assert.Contains($"machine {machine} is barred by an operator: slow", (await world.RunAsync("offers")).Out, StringComparison.Ordinal);
        Assert.Equal($"Machine {machine} is neither barred nor preferred.\n", (await world.RunAsync($"machines clear {machine}")).Out);
        var wrong = await world.RunAsync("machines bar x");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("id must be a whole number, not", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_SteerTheDaemon()
    {
        Assert.StartsWith("Paused since ", (await world.RunAsync("pause")).Out, StringComparison.Ordinal);
        Assert.Equal("paused", (await world.RunAsync("pause --json")).Json.GetProperty("mode").GetString());
        Assert.Equal("2 instances are wanted.\n", (await world.RunAsync("resume")).Out);
    }

    [Fact]
    public async Task Drain_WithoutATerminalAndWithoutYes_ChangesNothing()
    {
        var result = await world.RunAsync("drain");

        Assert.Equal(2, result.Code);
        Assert.Contains("Rerun with --yes", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, world.Ours().Count());
        Assert.Equal("running", (await world.RunAsync("status --json")).Json.GetProperty("steering").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Drain_WithYes_EndsWhenTheLastOneIsGone()
    {
        var result = await world.RunAsync("drain --yes");

        Assert.Equal(0, result.Code);
        Assert.Empty(world.Ours());
        Assert.EndsWith("Every instance is gone, and nothing is rented until magister resume\n", result.Out, StringComparison.Ordinal);
        var json = await world.RunAsync("drain --yes --json");
        Assert.Equal((0, "draining"), (json.Code, json.Json.GetProperty("mode").GetString()));
        Assert.Equal(0, (await world.RunAsync("resume")).Code);
        await world.SettlesAsync(magister, 2);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status --watch")]
    [InlineData("drain --yes")]
    [InlineData("scale 3")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Daemon_ThatIsNotThere_IsOneLineWithTheAddressTried(string command)
    {
        var port = FreePort.Find();

        var result = await world.RunAsync($"{command} --daemon http://127.0.0.1:{port}");

        Assert.Equal((7, ""), (result.Code, result.Out));
        Assert.StartsWith($"magister: no Magister answers at http://127.0.0.1:{port}/: nothing listens there;", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(character => character is '\n'));
    }

    [Fact]
    public async Task Daemon_ThatIsSomethingElse_IsRefused_AndAnAddressThatIsNoneIsSaid()
    {
        var other = await world.RunAsync($"status --daemon {world.Vast.BaseAddress}");
        Assert.Equal(8, other.Code);
        Assert.Contains("404", other.Error, StringComparison.Ordinal);

        var none = await world.RunAsync("status", 2, ("MAGISTER_URL", "ftp://x"));
        Assert.Equal(2, none.Code);
        Assert.Contains("MAGISTER_URL", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_WithATokenAndAnAdminAddress_IsFoundByTheConfiguration_AndLetsInOnlyTheToken()
    {
        await magister.KillAsync();
        (string, string)[] access = [("OPERATOR_TOKEN", "0123456789abcdef-token"), ("ADMIN_ADDR", $"127.0.0.1:{FreePort.Find()}")];
        magister = await world.StartAsync(2, access);

        var known = await world.RunAsync("pause", 2, access);
        var stranger = await world.RunAsync("resume", 2, access[1]);
        var wrong = await world.RunAsync("resume", 2, access[1], ("OPERATOR_TOKEN", "another-0123456789"));
        var spoilt = await world.RunAsync("resume", 2, access[1], ("OPERATOR_TOKEN_FILE", "no-such-file"));

        Assert.Equal((0, 8, 8, 2), (known.Code, stranger.Code, wrong.Code, spoilt.Code));
        Assert.StartsWith("Paused by operator since ", known.Out, StringComparison.Ordinal);
        Assert.Contains("set OPERATOR_TOKEN", stranger.Error, StringComparison.Ordinal);
        Assert.Contains("OPERATOR_TOKEN_FILE", spoilt.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", known.All + stranger.All + wrong.All + spoilt.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAnInstanceWithAHostileMessage_ShowsItInert()
    {
        await magister.KillAsync();
        magister = await world.StartAsync(2, ("UNHEALTHY_GRACE_SECS", "600"));
        var ill = world.Ours().First().InstanceId;
        world.Vast.Market.SetStatus(ill, "exited", "[red]OOM\u001b[2J[/] <b>");
        CliResult? shown = null;
        await Eventually.IsTrueAsync("the status is shown", async () => (shown = await world.RunAsync("status")).Out.Contains("[red]OOM[/] <b>", StringComparison.Ordinal), details: () => shown!.Out);
        Assert.DoesNotContain('\u001b', shown!.Out);
    }
}
