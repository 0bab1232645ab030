using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class DestroyTests
{
    [Theory]
    [InlineData(200, """{"success":true,"msg":"Instance destroyed successfully"}""")]
    [InlineData(200, "{}")]
    public async Task DestroyAsync_Accepted_IsDone(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(new Outcome<DestroyConfirmation>.Done(new(WasGoneAlready: false)), await bench.DestroyAsync());
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("DELETE", "/api/v0/instances/312/", ""), (seen.Method, seen.Path, seen.Body));
        Assert.Equal($"Bearer {VastBench.ApiKey}", seen.Header("Authorization"));
        Assert.Equal(1, bench.SentCount);
    }

    [Theory]
    [InlineData(404, """{"success":false,"error":"not_found","msg":"Instance not found"}""")]
    [InlineData(404, """{"success":false,"error":"no_such_instance","msg":"Instance 312 not found."}""")]
    [InlineData(404, """{"success":false,"msg":"Instance not found"}""")]
    [InlineData(200, """{"success":false,"error":"not_found"}""")]
    [InlineData(410, """{"success":false,"error":"not_found"}""")]
    public async Task DestroyAsync_VastKnowsItNoMore_IsDoneAndWasGone(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(new Outcome<DestroyConfirmation>.Done(new(WasGoneAlready: true)), await bench.DestroyAsync());
    }

    [Theory]
    [InlineData(404, "<html><body>Instance not found: not_found</body></html>")]
    [InlineData(404, "404 page not found")]
    [InlineData(404, "not_found")]
    [InlineData(404, "")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(404, """{"message":"route_not_found"}""")]
    [InlineData(404, """["not_found"]""")]
    [InlineData(200, "<html>captive portal</html>")]
    [InlineData(200, "OK")]
    [InlineData(200, "")]
    [InlineData(204, "gone")]
    [InlineData(302, "")]
    [InlineData(400, "<html>bad request</html>")]
    [InlineData(403, "<html>forbidden</html>")]
    [InlineData(407, "")]
    [InlineData(408, "")]
    [InlineData(500, """{"success":false,"error":"not_found"}""")]
    [InlineData(502, "<html>bad gateway</html>")]
    [InlineData(503, "")]
    public async Task DestroyAsync_NotVastsWord_IsUnknownAndNotRepeated(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(status == 204 ? Replies.Json(200, body) : Replies.Text(status, body));
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.DestroyAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Theory]
    [InlineData(401, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""")]
    [InlineData(403, """{"success":false,"msg":"not the owner"}""")]
    [InlineData(404, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""")]
    [InlineData(404, """{"msg":"Invalid user key"}""")]
    public async Task DestroyAsync_KeyRefused_IsUnauthorised(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.IsType<Outcome<DestroyConfirmation>.Unauthorised>(await bench.DestroyAsync());
    }

    [Theory]
    [InlineData(400, """{"success":false,"error":"invalid_args","msg":"invalid instance_id"}""")]
    [InlineData(200, """{"success":false,"msg":"busy"}""")]
    public async Task DestroyAsync_VastSaysNo_IsRefused(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(RefusalKind.InvalidRequest, Assert.IsType<Outcome<DestroyConfirmation>.Refused>(await bench.DestroyAsync()).Kind);
    }

    [Fact]
    public async Task DestroyAsync_TooManyCalls_IsLimitedAndNotRepeated()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(
            429, """{"success":false,"error":"rate_limit_exceeded","msg":"API requests too frequent endpoint threshold=3.0"}"""));
        var limited = Assert.IsType<Outcome<DestroyConfirmation>.Limited>(await bench.DestroyAsync());
        Assert.Contains("threshold 3 s", limited.Reason, StringComparison.Ordinal);
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task DestroyAsync_ConnectionBreaks_IsUnknownAndNotRepeated()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Broken.ByReset());
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.DestroyAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task DestroyAsync_NoAnswerInTime_IsUnknownAndNotRepeated()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { HttpTimeout = TimeSpan.FromSeconds(30) });
        bench.Vast.Then(Broken.ByHang());
        var call = bench.Client.SendAsync(new DestroyCall(312), bench.Sent, CancellationToken.None);
        await VirtualClock.UntilAsync(() => bench.Vast.Seen.Length == 1);
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.Clock.RunAsync(call));
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task DestroyAsync_CancelledBeforeItsTurn_IsNotSent()
    {
        await using var bench = await VastBench.StartAsync();
        var outcome = await bench.DestroyAsync(cancellation: new CancellationToken(canceled: true));
        Assert.Equal(RefusalKind.NotSent, Assert.IsType<Outcome<DestroyConfirmation>.Refused>(outcome).Kind);
        Assert.Empty(bench.Vast.Seen);
        Assert.Equal(0, bench.SentCount);
    }
}
