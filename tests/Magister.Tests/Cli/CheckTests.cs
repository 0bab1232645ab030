using System.Globalization;
using System.Text.Json;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

public sealed class CheckTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync(options => options with { HierophantPort = 0 });

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Check_OfASoundConfiguration_ShowsWhereEachValueCameFrom_AndNoSecret()
    {
        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, "magister.toml"), "number_instances = 9\nunhealthy_grace_secs = 77\nbad_hosts = [4, 5]\nnumber_instance = 1\n");
        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, "key"), "simulator-key");

        var result = await world.RunAsync("check --json", 3, ("VAST_API_KEY", ""), ("VAST_API_KEY_FILE", "key"), ("UNHEALTHY_GRACE_SECS", ""), ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", "ssh-ed25519 AAAAsecretsecret me"), ("LOG_LEVEL", ""), ("RUST_LOG", "warn"));

        Assert.Equal(0, result.Code);
        Assert.Equal(("3", "variable", "NUMBER_INSTANCES"), Setting(result.Json, "number_instances"));
        Assert.Equal(("77", "file", "magister.toml:2:24"), Setting(result.Json, "unhealthy_grace_secs"));
        Assert.Equal(("4, 5", "file", "magister.toml:3:13"), Setting(result.Json, "bad_hosts"));
        Assert.Equal(("600", "default", null), Setting(result.Json, "machine_cooldown_secs"));
        Assert.Equal((null, "unset", null), Setting(result.Json, "vast_query.gpu_ram"));
        Assert.Equal(("•••", "secret_file", "VAST_API_KEY_FILE"), Setting(result.Json, "vast_api_key"));
        Assert.Equal(("•••", "variable", "CONTEMPLANT_SSH_AUTHORIZED_KEYS"), Setting(result.Json, "contemplant.ssh_authorized_keys"));
        Assert.Equal(("warn", "variable", "RUST_LOG"), Setting(result.Json, "log_level"));
        Assert.Equal($"http://127.0.0.1:{world.Port}", result.Json.GetProperty("reached_at").GetString());
        Assert.Contains("did you mean number_instances?", result.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("simulator-key", result.All, StringComparison.Ordinal);
        Assert.DoesNotContain("secretsecret", result.All, StringComparison.Ordinal);
        Assert.Empty(world.Vast.Market.Truth().Calls);
    }

    [Fact]
    public async Task Check_OfAnUnusableConfiguration_ShowsAllProblemsAtOnce_AndEndsWith2()
    {
        var result = await world.RunAsync("check", 3, ("HTTP_PORT", "70000"), ("HIEROPHANT_IP", ""), ("VAST_API_KEY", "a key"), ("VAST_QUERY_RELIABILITY", "2"));

        Assert.Equal(2, result.Code);
        foreach (var setting in new[] { "http_port", "hierophant_ip", "vast_api_key", "vast_query.reliability" })
        {
            Assert.Contains($"Error: {setting} (", result.Out, StringComparison.Ordinal);
        }

        Assert.Contains("number_instances                         3", result.Out, StringComparison.Ordinal);
        Assert.Contains("The configuration cannot be used.", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("a key", result.All, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Check_OfAFileThatDoesNotParse_NamesLineAndColumn()
    {
        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, "magister.toml"), "http_port =\n");

        var result = await world.RunAsync("check --json");

        Assert.Equal((2, false), (result.Code, result.Json.GetProperty("usable").GetBoolean()));
        Assert.StartsWith("magister.toml:1:", result.Json.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_OfASoundAccount_IsOk_AndRentsNothing()
    {
        var result = await OnlineAsync();

        Assert.Equal(0, result.Code);
        Assert.Equal(["key: ok", "rights: ok", "credit: ok", "template: ok", "gpu_name: ok", "query: ok", "address: unknown", "hierophant: ok"], Findings(result));
        Assert.Empty(world.Vast.Market.Alive());
    }

    [Theory]
    [InlineData("VAST_API_KEY", "wrong-key", 3, "key: failed,address: unknown,hierophant: ok")]
    [InlineData("TEMPLATE_HASH", "no-such-template", 2, "key: ok,rights: ok,credit: ok,template: failed,gpu_name: ok,query: ok,address: unknown,hierophant: ok")]
    [InlineData("HIEROPHANT_HTTP_PORT", "1", 2, "key: ok,rights: ok,credit: ok,template: ok,gpu_name: ok,query: ok,address: unknown,hierophant: failed")]
    [InlineData("THIS_MAGISTER_ADDR", "http://nowhere.invalid", 2, "key: ok,rights: ok,credit: ok,template: ok,gpu_name: ok,query: ok,address: failed,hierophant: ok")]
    [InlineData("VAST_QUERY_COST_PER_HOUR", "0.001", 4, "key: ok,rights: ok,credit: ok,template: ok,gpu_name: ok,query: failed,address: unknown,hierophant: ok")]
    public async Task CheckOnline_OfWhatIsRefusedOrNotThere_SaysWhichAndEndsSo(string variable, string value, int code, string findings)
    {
        var result = await OnlineAsync((variable, value));

        Assert.Equal((code, findings), (result.Code, string.Join(',', Findings(result))));
        Assert.DoesNotContain("wrong-key", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_WithoutCredit_EndsWith4()
    {
        world.Vast.Market.Change(options => options with { Credit = 0 });

        var result = await world.RunAsync("check --online", 3, HierophantPort);

        Assert.Equal(4, result.Code);
        Assert.Contains("Vast, credit: failed: 0.00 USD left", result.Out, StringComparison.Ordinal);
        Assert.Contains("hierophant: ok", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("will not work. Failed: credit.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_AnUnknownGpu_IsNamedWithTheNearest_AndEndsWith2()
    {
        var result = await world.RunAsync("check --online", 1, HierophantPort, ("VAST_QUERY_GPU_NAME", "RTX 4900, RTX_3090"));

        Assert.Equal(2, result.Code);
        Assert.Contains("Vast, gpu_name: failed: Vast has no RTX 4900 (nearest: ", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("The configuration can be used only in part. Failed: gpu_name.\n", result.Out, StringComparison.Ordinal);
        var alone = await world.RunAsync("check --online", 1, HierophantPort, ("VAST_QUERY_GPU_NAME", "RTX 4900"));
        Assert.EndsWith("will not work. Failed: gpu_name, query.\n", alone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_WithoutTheListOfGpus_SaysSoAndIsOk()
    {
        world.Vast.Faults.Add(new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.GpuTypes });

        var result = await world.RunAsync("check --online", 1, HierophantPort);

        Assert.Equal(0, result.Code);
        Assert.Contains("Vast, gpu_name: note: not compared with Vast's: ", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("The configuration can be used. Unknown: address.\n", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VastEndpoint.List, "has user_read (account, template), misc (search); lacks instance_read (list: ", "Failed: rights.\n")]
    [InlineData(VastEndpoint.Search, "has user_read (account, template), instance_read (list); lacks misc (search: ", "Failed: rights.\n")]
    [InlineData(VastEndpoint.User, "has user_read (template), instance_read (list), misc (search); lacks user_read (account: ", "Failed: rights.\n")]
    public async Task CheckOnline_KeyWithoutARight_NamesItAndEndsWith3(VastEndpoint endpoint, string rights, string end)
    {
        world.Vast.Faults.Add(new FaultRule(FaultKind.ScopeMissing) { Endpoint = endpoint });

        var result = await world.RunAsync("check --online", 1, HierophantPort);

        Assert.Equal(3, result.Code);
        Assert.Contains("Vast, key: ok: ", result.Out, StringComparison.Ordinal);
        Assert.Contains($"Vast, rights: failed: {rights}", result.Out, StringComparison.Ordinal);
        Assert.EndsWith(end, result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_WithoutVast_EndsWith10()
    {
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.Unavailable };

        var result = await OnlineAsync(("VAST_HTTP_TIMEOUT_SECS", "1"));

        Assert.Equal(10, result.Code);
        Assert.Equal(["key: unknown", "rights: unknown", "credit: unknown", "template: unknown", "gpu_name: note", "query: unknown", "address: unknown", "hierophant: ok"], Findings(result));
    }

    [Fact]
    public async Task CheckOnline_ThroughAProxyThatIsNotThere_NamesTheProxyAndNotItsPassword()
    {
        var result = await world.RunAsync("check --online", 1, HierophantPort, ("http_proxy", "http://me:top-secret@127.0.0.1:1"), ("no_proxy", ""));

        Assert.Equal(2, result.Code);
        foreach (var check in new[] { "Vast, key: unknown", "Vast, query: unknown", "address: unknown", "hierophant: failed" })
        {
            Assert.Contains("through the proxy 127.0.0.1:1", result.Out.Split('\n').Single(line => line.StartsWith(check, StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("top-secret", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckOnline_BesideARunningMagister_FindsItsAddress()
    {
        await world.StartAsync(1);

        var result = await world.RunAsync("check --online", 1, HierophantPort);

        Assert.Contains($"address: ok: {world.Address} answers", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("The configuration can be used.\n", result.Out, StringComparison.Ordinal);
    }

    private (string Name, string Value) HierophantPort => ("HIEROPHANT_HTTP_PORT", world.Vast.HierophantAddress!.Port.ToString(CultureInfo.InvariantCulture));

    private Task<CliResult> OnlineAsync(params (string Name, string Value)[] changes) => world.RunAsync("check --online --json", 2, [HierophantPort, .. changes]);

    private static (string? Value, string? Origin, string? Place) Setting(JsonElement report, string name)
    {
        var setting = report.GetProperty("settings").EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);
        return (setting.GetProperty("value").GetString(), setting.GetProperty("origin").GetString(), setting.GetProperty("place").GetString());
    }

    private static string[] Findings(CliResult result) =>
        [.. result.Json.GetProperty("online").EnumerateArray().Select(found => $"{found.GetProperty("check")}: {found.GetProperty("result")}")];
}
