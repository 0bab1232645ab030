using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;
using WireMock.ResponseBuilders;

namespace Magister.Vast.Tests.Calls;

public sealed class LogsTests
{
    private static readonly IResponseBuilder NotYet = Replies.Text(403, "<Error><Code>AccessDenied</Code></Error>", "application/xml");

    [Fact]
    public async Task LogsAsync_BothThere_BringsBoth_AndTheKeyGoesToVastAlone()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Promise(bench, "one"), NotYet, NotYet, Replies.Text(200, "line 1\nline 2\n"), Promise(bench, "two"), Replies.Text(200, "pulled\n"));

        Assert.Equal(new InstanceLogs("line 1\nline 2\n", "pulled\n"), Assert.IsType<Outcome<InstanceLogs>.Done>(await LogsAsync(bench)).Value);
        Assert.Equal(
            ["/api/v0/instances/request_logs/312/", "/logs/one", "/logs/one", "/logs/one", "/api/v0/instances/request_logs/312/", "/logs/two"],
            bench.Vast.Seen.Select(seen => seen.Path));
        Assert.Equal(["""{"tail":"200"}""", """{"tail":"200","daemon_logs":"true"}"""], bench.Vast.Seen.Where(seen => seen.Method is "PUT").Select(seen => seen.Body));
        Assert.All(bench.Vast.Seen, seen => Assert.Equal(seen.Method is "PUT", seen.Header("Authorization") is not null));
    }

    [Fact]
    public async Task LogsAsync_OnlyTheFirst_IsDoneWithIt()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Promise(bench, "one"), Replies.Text(200, "line\n"), Replies.Json(400, """{"success":false,"error":"invalid_args"}"""));

        Assert.Equal(new InstanceLogs("line\n", null), Assert.IsType<Outcome<InstanceLogs>.Done>(await LogsAsync(bench)).Value);
    }

    [Fact]
    public async Task LogsAsync_TextsThatNeverCome_Ends()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(NotYet).Then([Promise(bench, "one"), .. Enumerable.Repeat(NotYet, 20), Promise(bench, "two")]);

        Assert.IsType<Outcome<InstanceLogs>.Unknown>(await LogsAsync(bench));
        Assert.Equal(42, bench.Vast.Seen.Length);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:1/logs")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@example.com/x")]
    [InlineData("logs/one")]
    public async Task LogsAsync_AnAddressInPlainSight_IsNotAsked(string address)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, $$"""{"success":true,"result_url":"{{address}}"}"""));

        Assert.IsType<Outcome<InstanceLogs>.Unknown>(await LogsAsync(bench));
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task LogsAsync_ARedirect_IsNotFollowed()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Promise(bench, "one"), Replies.Redirect($"{bench.Vast.Url}/elsewhere"), Promise(bench, "two"), Replies.Text(200, "pulled\n"));

        Assert.Equal(new InstanceLogs(null, "pulled\n"), Assert.IsType<Outcome<InstanceLogs>.Done>(await LogsAsync(bench)).Value);
    }

    [Fact]
    public async Task LogsAsync_AHugeText_IsCutAtALine_AndSecretsInItAreMasked()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { Secrets = [VastBench.ApiKey] });
        var line = $"the key is {VastBench.ApiKey}\n";
        bench.Vast.Then(Promise(bench, "one"), Replies.Gzip(string.Concat(Enumerable.Repeat(line, 50_000))), Promise(bench, "two"), Replies.Padded("", 10_000_000));

        var logs = Assert.IsType<Outcome<InstanceLogs>.Done>(await LogsAsync(bench)).Value;
        Assert.EndsWith("the key is •••\n", logs.Container, StringComparison.Ordinal);
        Assert.InRange(logs.Container!.Length, 50_000, 256 * 1024);
        Assert.DoesNotContain(VastBench.ApiKey[..4], logs.Container, StringComparison.Ordinal);
        Assert.Equal("", logs.Daemon);
    }

    [Theory]
    [InlineData(404, """{"success":false,"error":"invalid_id","msg":"Invalid instance id."}""")]
    [InlineData(403, """{"success":false,"error":"not_authorized","msg":"Not authorized to view logs for this instance"}""")]
    [InlineData(200, """{"success":true}""")]
    [InlineData(200, "[]")]
    public async Task LogsAsync_NotGiven_IsNeitherDoneNorTheKeysFault(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));

        var outcome = await LogsAsync(bench);
        Assert.False(outcome is Outcome<InstanceLogs>.Done or Outcome<InstanceLogs>.Unauthorised, $"{outcome}");
    }

    private static IResponseBuilder Promise(VastBench bench, string name) =>
        Replies.Json(200, $$"""{"success":true,"result_url":"{{bench.Vast.Url}}/logs/{{name}}","msg":"soon"}""");

    private static Task<Outcome<InstanceLogs>> LogsAsync(VastBench bench) =>
        bench.Clock.RunAsync(bench.Client.SendAsync(new LogsCall(312), CancellationToken.None));
}
