using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests.Callers;

public class OnstartShellTests
{
    public static TheoryData<string> Values => new()
    {
        "plain",
        "it's \"quoted\" twice",
        "$HOME `id` $(id) \\ \\\\ !",
        "first line\nsecond line\n",
        "ünïcödé ✓",
        " leading and trailing ",
        "a=b;c&d|e>f<g #h *",
        "",
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Environment_AnyValue_ReachesTheEntrypointExactly(string value)
    {
        var environment = await RunAsync(Onstart.For("http://127.0.0.1:1/drop/7", ("CONTEMPLANT_NAME", value)));

        Assert.Equal(value, environment["CONTEMPLANT_NAME"]);
        Assert.Equal("http://127.0.0.1:1/drop/7", environment["MAGISTER_DROP_ENDPOINT"]);
    }

    [Fact]
    public async Task Environment_Container_HoldsWhatVastSetsAndNothingOfThisProcess()
    {
        var environment = await RunAsync(Onstart.For("http://127.0.0.1:1/drop/7"));

        Assert.Equal(
            [
                "CONTAINER_API_KEY", "CONTAINER_ID", "GPU_COUNT", "HOME", "LOGNAME", "MAGISTER_DROP_ENDPOINT", "PATH",
                "PUBLIC_IPADDR", "PWD", "USER", "VAST_CONTAINERLABEL",
            ],
            environment.Keys.Where(name => name is not ("_" or "OLDPWD" or "SHLVL")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Environment_ScriptLeavesWorkInTheBackground_IsWaitedFor()
    {
        var environment = await RunAsync($"(sleep 0.2; {Onstart.For("http://127.0.0.1:1/drop/7").TrimEnd()}) &\n");

        Assert.Equal("http://127.0.0.1:1/drop/7", environment["MAGISTER_DROP_ENDPOINT"]);
    }

    [Theory]
    [InlineData("exit 3")]
    [InlineData("su contemplant -c 'unclosed")]
    public async Task Environment_ScriptDoesNotReachTheEntrypoint_ThereIsNoContemplant(string onstart)
    {
        var told = new List<MarketEvent>();
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick with { Observer = told.Add });
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), onstart);
        await Wait.UntilAsync(() => host.Environments.Count == 1, "the shell");

        Assert.Empty(host.Environments.Values.Single());
        Assert.Contains(told.ToList(), happened => happened.Kind == MarketEventKind.VerifyFailed);
        Assert.Empty(host.Market.Truth().CallerCalls);
    }

    [Fact]
    public async Task Environment_MoreInstancesThanTheLimit_TheTextIsRead()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick.Calling(c => c with { ShellLimit = 0 }));
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7"));
        await Wait.UntilAsync(() => host.Callers.Verified.Length == 1, "a verify");

        Assert.Empty(host.Environments);
    }

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(string onstart)
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);
        var answer = await vast.RentAsync(host.FreeOffer(), onstart);
        Assert.True(answer.IsSuccessStatusCode);
        await Wait.UntilAsync(() => host.Environments.Count == 1, "the entrypoint");
        return host.Environments.Values.Single();
    }
}
