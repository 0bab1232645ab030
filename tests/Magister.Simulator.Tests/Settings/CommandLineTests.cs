using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Tests.Settings;

public class CommandLineTests
{
    [Fact]
    public void Parse_ManyOptions_AllAreInTheOptions()
    {
        var line = CommandLine.Parse(
        [
            "--port", "8080", "--seed=7", "--offers", "50", "--key", "abc", "--boot", "500ms-2m", "--never-verify", "0.1", "--mean-life", "1h",
            "--drop-every", "30s", "--no-limits", "--list-lag", "5", "--latency", "10ms-20ms", "--read-onstart", "--quiet",
            "--fault", "reset:create:after:0.05", "--fault", "too-many-requests:any:before:x3", "--fault=hang", "--down", "unavailable",
        ]);

        var options = line.Options;
        Assert.Null(line.Problem);
        Assert.True(line.Quiet && options.Callers.ReadOnstart && !options.Desk.Limits.Enabled);
        Assert.Equal((8080, 7, 50, "abc", 0.1), (options.Port, options.Seed, options.Market.Offers, options.Desk.Key, options.Callers.NeverVerify));
        Assert.Equal(new DurationRange(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(2)), options.Market.Boot);
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromSeconds(30)), (options.Market.MeanLife!.Value, options.Callers.DropEvery!.Value));
        Assert.Equal(DurationRange.Seconds(5, 5), options.Market.ListLag);
        Assert.Equal(Downtime.Unavailable, options.Desk.Down);
        Assert.Equal(
            [
                new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Probability = 0.05 },
                new FaultRule(FaultKind.TooManyRequests) { Count = 3 },
                new FaultRule(FaultKind.Hang),
            ],
            options.Faults.ToArray());
    }

    [Fact]
    public void Parse_TroublesOfCallers_AreInTheOptions()
    {
        var options = CommandLine.Parse(
        [
            "--hierophant-port", "9010", "--hierophant-restarts", "1h", "--hierophant-away", "5s", "--hierophant-fault", "partial", "--lose-every", "2m",
            "--refused-versions", "0.1", "--process-life", "3h", "--broken-contemplants", "0.2", "--watch-life", "1d", "--cut-every", "4h", "--cut-length", "1s-2s",
        ]).Options;

        Assert.Equal(9010, options.HierophantPort);
        Assert.Equal(
            new CallerOptions
            {
                HierophantRestarts = TimeSpan.FromHours(1),
                HierophantAway = DurationRange.Seconds(5, 5),
                HierophantFault = HierophantFault.Partial,
                LoseEvery = TimeSpan.FromMinutes(2),
                RefusedVersions = 0.1,
                ProcessLife = TimeSpan.FromHours(3),
                BrokenContemplants = 0.2,
                WatchLife = TimeSpan.FromDays(1),
                CutEvery = TimeSpan.FromHours(4),
                CutLength = DurationRange.Seconds(1, 2),
            },
            options.Callers);
        Assert.Equal(0, CommandLine.Parse([]).Options.HierophantPort);
        Assert.Null(CommandLine.Parse(["--hierophant-port", "none"]).Options.HierophantPort);
    }

    [Theory]
    [InlineData(true, "--read-onstart")]
    [InlineData(true, "--read-onstart", "on")]
    [InlineData(false, "--read-onstart", "off")]
    [InlineData(true, "--read-onstart", "--quiet")]
    public void Parse_ReadOnstart_NeedsNoValue(bool reads, params string[] arguments)
    {
        var line = CommandLine.Parse(arguments);

        Assert.Equal((null, reads), (line.Problem, line.Options.Callers.ReadOnstart));
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "eighty")]
    [InlineData("--port")]
    [InlineData("--boot", "6s-2s")]
    [InlineData("--boot", "1s-2s-3s")]
    [InlineData("--boot", "-1s")]
    [InlineData("--never-verify", "1.5")]
    [InlineData("--listen", "here")]
    [InlineData("--limits", "perhaps")]
    [InlineData("--fault", "reset:nowhere")]
    [InlineData("--fault", "reset:create:after:0.1:x")]
    [InlineData("--down", "3")]
    [InlineData("--unheard-of", "1")]
    [InlineData("--config", "no-such-file.json")]
    [InlineData("stray")]
    [InlineData("--quiet=yes")]
    public void Parse_Wrong_IsOneLineThatNamesIt(params string[] arguments)
    {
        var problem = CommandLine.Parse(arguments).Problem;

        Assert.NotNull(problem);
        Assert.DoesNotContain('\n', problem);
        Assert.Contains(arguments[0].TrimStart('-').Split('=')[0] is "config" ? arguments[1] : arguments[0].TrimStart('-').Split('=')[0], problem);
    }

    [Fact]
    public void Usage_EverySetting_IsThereWithinTheWidthOfAPage()
    {
        var usage = CommandLine.Usage();

        Assert.All(SettingTable.All, setting => Assert.Contains($"--{setting.Name} ", usage));
        Assert.All(usage.Split('\n'), line => Assert.True(line.Length <= 130, line));
    }

    [Fact]
    public void Config_File_HoldsSettingsFaultsAndTenants()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """
            {
              "boot": "2s-6s", "never_verify": 0.1, "limits": false, "mean_life": null, "seed": 9,
              "faults": [{"kind": "reset", "endpoint": "create", "moment": "after", "count": 2}],
              "tenants": [{"label": "magister", "onstart": "echo", "age": "1h", "count": 3}]
            }
            """);

        var line = CommandLine.Parse(["--config", path, "--seed", "10"]);
        File.Delete(path);

        Assert.Null(line.Problem);
        Assert.Equal((10, 0.1, false), (line.Options.Seed, line.Options.Callers.NeverVerify, line.Options.Desk.Limits.Enabled));
        Assert.Equal(new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Count = 2 }, line.Options.Faults.Single());
        Assert.Equal(new SimulatedTenant { Label = "magister", Onstart = "echo", Age = TimeSpan.FromHours(1), Count = 3 }, line.Options.Tenants.Single());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"boots": "2s"}""")]
    [InlineData("""{"faults": [{"kind": "earthquake"}]}""")]
    public void Config_Wrong_IsOneLine(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);

        var problem = CommandLine.Parse(["--config", path]).Problem;
        File.Delete(path);

        Assert.NotNull(problem);
        Assert.DoesNotContain('\n', problem);
    }
}
