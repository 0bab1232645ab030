using System.Text.Json.Nodes;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class RentTests
{
    private const string Secret = "instance-secret-9f";

    public static TheoryData<int, string, long> Contracts { get; } = new()
    {
        { 200, """{"success":true,"new_contract":312,"instance_api_key":"instance-secret-9f"}""", 312 },
        { 200, """{"success":true,"new_contract":312.0}""", 312 },
        { 200, """{"success":true,"new_contract":"312"}""", 312 },
        { 200, """{"success":false,"error":"weird","new_contract":312}""", 312 },
        { 200, """{"result":[{"new_contract":312}]}""", 312 },
        { 400, """{"success":false,"error":"invalid_args","msg":"label","new_contract":312}""", 312 },
        { 401, """{"error":"auth_error","new_contract":312}""", 312 },
        { 404, """{"error":"no_such_ask","new_contract":312}""", 312 },
        { 409, """{"error":"conflict","new_contract":312}""", 312 },
        { 429, """{"detail":"API requests too frequent endpoint threshold=4.5","new_contract":312}""", 312 },
        { 500, """{"new_contract":312}""", 312 },
        { 503, """{"data":{"new_contract":312}}""", 312 },
        { 302, """{"new_contract":312}""", 312 },
    };

    public static TheoryData<int, string, RefusalKind> Refusals { get; } = new()
    {
        { 404, """{"success":false,"msg":"error 404/3603: no_such_ask Instance type by id 7 is not available."}""", RefusalKind.OfferGone },
        { 404, """{"success":false,"error":"invalid_args","msg":"error 404/3603: no_such_ask"}""", RefusalKind.OfferGone },
        { 410, """{"success":false,"error":"no_such_ask","msg":"error 410/3907: no_such_ask"}""", RefusalKind.OfferGone },
        { 400, """{"success":false,"error":"no_such_ask"}""", RefusalKind.OfferGone },
        { 400, """{"message":"no_such_ask"}""", RefusalKind.OfferGone },
        { 410, """{"success":false,"msg":"gone"}""", RefusalKind.OfferGone },
        { 400, """{"success":false,"error":"invalid_price","msg":"bid too low","ask_id":7}""", RefusalKind.OfferGone },
        { 403, """{"success":false,"error":"invalid_args","msg":"error 403/3586: Offer 7 is not your own."}""", RefusalKind.OfferGone },
        { 403, """{"success":false,"error":"invalid_args","ask_id":7}""", RefusalKind.OfferGone },
        { 200, """{"success":false,"error":"no_such_ask"}""", RefusalKind.OfferGone },
        { 400, """{"success":false,"error":"insufficient_credit","msg":"Your account lacks credit"}""", RefusalKind.AccountCannotPay },
        { 402, """{"success":false,"msg":"pay first"}""", RefusalKind.AccountCannotPay },
        { 429, """{"success":false,"error":"spend_rate_limit","msg":"new accounts"}""", RefusalKind.AccountCannotPay },
        { 200, """{"success":false,"error":"insufficient_credit"}""", RefusalKind.AccountCannotPay },
        { 400, """{"success":false,"error":"invalid_args","msg":"error 400/3467: Invalid args","ask_id":7}""", RefusalKind.InvalidRequest },
        { 400, """{"success":false,"error":"no_ssh_key_for_vm"}""", RefusalKind.InvalidRequest },
        { 404, """{"success":false,"error":"invalid_args","msg":"no such template"}""", RefusalKind.OfferGone },
        { 404, "", RefusalKind.OfferGone },
        { 404, "<html>not found</html>", RefusalKind.OfferGone },
        { 410, """{"error":"deprecated_endpoint"}""", RefusalKind.OfferGone },
        { 410, "gone", RefusalKind.OfferGone },
        { 409, "conflict", RefusalKind.OfferGone },
        { 409, """{"error":"conflict","msg":"Offer already rented"}""", RefusalKind.OfferGone },
        { 400, """{"success":false,"msg":"machine already rented"}""", RefusalKind.OfferGone },
        { 400, """{"success":false,"msg":"Instance type 7 is no longer available"}""", RefusalKind.OfferGone },
        { 413, "<html>too large</html>", RefusalKind.InvalidRequest },
        { 400, """{"success":false,"new_contract":null,"error":"invalid_args"}""", RefusalKind.InvalidRequest },
        { 200, """{"success":false,"msg":"something else"}""", RefusalKind.InvalidRequest },
    };

    public static TheoryData<int, string> Unauthorised { get; } = new()
    {
        { 401, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""" },
        { 403, """{"success":false,"error":"auth_error"}""" },
        { 403, """{"success":false,"msg":"This key may not create instances"}""" },
        { 404, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""" },
        { 404, """{"msg":"Invalid user key"}""" },
        { 409, """{"error":"auth_error"}""" },
        { 410, """{"error":"auth_error"}""" },
        { 400, "auth_error" },
        { 200, """{"success":false,"error":"auth_error"}""" },
    };

    public static TheoryData<int, string> Unknown { get; } = new()
    {
        { 200, """{"success":true}""" },
        { 200, """{"success":true,"new_contract":null}""" },
        { 200, """{"success":true,"new_contract":"soon"}""" },
        { 200, """{"success":true,"new_contract":0}""" },
        { 200, """{"new_contract":312,"again":{"new_contract":313}}""" },
        { 200, """{"success":true,"new_contract":31""" },
        { 200, "" },
        { 200, "OK" },
        { 200, "[]" },
        { 200, "<html></html>" },
        { 201, "{}" },
        { 400, """{"success":false,"new_contract":312""" },
        { 400, """{"msg":"new_contract 312 is in trouble"}""" },
        { 400, """{"\ud800":1,"new_contract":"x"}""" },
        { 302, "" },
        { 304, "" },
        { 407, "" },
        { 408, "" },
        { 500, """{"success":false,"error":"no_such_ask"}""" },
        { 500, """{"success":false,"error":"auth_error"}""" },
        { 502, "<html>bad gateway</html>" },
        { 503, "" },
        { 504, "" },
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task RentAsync_NewContractAnywhere_IsDone(int status, string body, long expected)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(new Outcome<long>.Done(expected), await bench.RentAsync());
        Assert.Equal(1, bench.SentCount);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task RentAsync_VastSaysNo_IsRefusedByItsText(int status, string body, RefusalKind expected)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(expected, Assert.IsType<Outcome<long>.Refused>(await bench.RentAsync()).Kind);
        Assert.Single(bench.Vast.Seen);
    }

    [Theory]
    [MemberData(nameof(Unauthorised))]
    public async Task RentAsync_KeyRefused_IsUnauthorised(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.IsType<Outcome<long>.Unauthorised>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task RentAsync_AnswerThatSettlesNothing_IsUnknownAndNotRepeated(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(status is 304 ? Replies.Status(status) : Replies.Text(status, body));
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Theory]
    [InlineData("API requests too frequent: endpoint threshold=4.5")]
    [InlineData("API requests too frequent")]
    [InlineData("""{"detail":"API requests too frequent endpoint threshold=4.5"}""")]
    [InlineData("""{"success":false,"error":"rate_limit_exceeded","msg":"API requests too frequent endpoint threshold=3.0"}""")]
    [InlineData("")]
    public async Task RentAsync_TooManyCalls_IsLimitedAndNotRepeated(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(429, body));
        Assert.IsType<Outcome<long>.Limited>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
    }

    public static TheoryData<string> Breaks { get; } = ["reset", "half", "gzip"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task RentAsync_ConnectionBreaks_IsUnknownAndNotRepeated(string how)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(how switch
        {
            "reset" => Broken.ByReset(),
            "half" => Broken.ByReset(Replies.Json(200, """{"success":true,"new_contract":312}""")),
            _ => Replies.Json(200, """{"success":true,"new_contract":312}""").WithHeader("Content-Encoding", "gzip"),
        });
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
        Assert.Equal(1, bench.SentCount);
    }

    [Fact]
    public async Task RentAsync_NobodyListens_IsUnknown()
    {
        await using var bench = await VastBench.StartAsync();
        await bench.Vast.DisposeAsync();
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RentAsync_NoWholeAnswerInTime_IsUnknownAndNotRepeated(bool isHalf)
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { HttpTimeout = TimeSpan.FromSeconds(30) });
        bench.Vast.Then(isHalf ? Broken.ByHang(Replies.Json(200, """{"success":""")) : Broken.ByHang());
        var call = bench.Client.SendAsync(new RentCall(VastBench.Order), bench.Sent, CancellationToken.None);
        await VirtualClock.UntilAsync(() => bench.Vast.Seen.Length == 1);
        var unknown = Assert.IsType<Outcome<long>.Unknown>(await bench.Clock.RunAsync(call));
        Assert.Contains("30 s", unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(30, bench.Clock.Now.TotalSeconds);
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task RentAsync_CancelledAfterSent_IsUnknown()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Broken.ByHang());
        using var stop = new CancellationTokenSource();
        var call = bench.Client.SendAsync(new RentCall(VastBench.Order), bench.Sent, stop.Token);
        await VirtualClock.UntilAsync(() => bench.Vast.Seen.Length == 1);
        await stop.CancelAsync();
        Assert.IsType<Outcome<long>.Unknown>(await call);
        Assert.Equal(1, bench.SentCount);
    }

    [Fact]
    public async Task RentAsync_HeldBackByTheCallback_IsNotSent()
    {
        await using var bench = await VastBench.StartAsync();
        var outcome = await bench.Client.SendAsync(new RentCall(VastBench.Order), () => throw new OperationCanceledException(), CancellationToken.None);
        Assert.Equal(RefusalKind.NotSent, Assert.IsType<Outcome<long>.Refused>(outcome).Kind);
        Assert.Empty(bench.Vast.Seen);
    }

    [Fact]
    public async Task RentAsync_CancelledInTheCallback_IsUnknown()
    {
        await using var bench = await VastBench.StartAsync();
        using var stop = new CancellationTokenSource();
        Assert.IsType<Outcome<long>.Unknown>(await bench.Client.SendAsync(new RentCall(VastBench.Order), stop.Cancel, stop.Token));
    }

    [Fact]
    public async Task RentAsync_CancelledWhileWaitingItsTurn_IsNotSent()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { CreateGap = TimeSpan.FromSeconds(4.5) });
        bench.Vast.Otherwise(Replies.Json(200, """{"success":true,"new_contract":312}"""));
        await bench.RentAsync();
        using var stop = new CancellationTokenSource();
        var call = bench.Client.SendAsync(new RentCall(VastBench.Order), bench.Sent, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(RefusalKind.NotSent, Assert.IsType<Outcome<long>.Refused>(await call).Kind);
        Assert.Single(bench.Vast.Seen);
        Assert.Equal(1, bench.SentCount);
    }

    [Fact]
    public async Task RentAsync_Order_IsSentAsTheContractSays()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"success":true,"new_contract":312}"""));
        await bench.RentAsync();
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("PUT", "/api/v0/asks/7/"), (seen.Method, seen.Path));
        Assert.Equal($"Bearer {VastBench.ApiKey}", seen.Header("Authorization"));
        Assert.Equal("application/json", seen.Header("Content-Type"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(new RentCall(VastBench.Order).Next.Body), JsonNode.Parse(seen.Body!)), seen.Body);
    }

    [Fact]
    public async Task RentAsync_Redirected_DoesNotFollow()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Redirect("/elsewhere"));
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task RentAsync_SecretsInTheAnswer_AreInNoReasonAndNoLog()
    {
        string[] bodies =
        [
            $$"""{"success":false,"msg":"no","instance_api_key":"{{Secret}}"}""",
            $$"""{"success":true,"instance_api_key":"{{Secret}}"}""",
            $$"""{"success":false,"msg":"instance_api_key={{Secret}} failed","error":"x"}""",
            $$"""{"success":false,"new_contract":"?","instance_api_key":"{{Secret}}","detail":"see {{VastBench.ApiKey}}"}""",
            $$"""broken {"instance_api_key":"{{Secret}}" """,
        ];
        await using var bench = await VastBench.StartAsync();
        foreach (var status in (int[])[200, 400, 401, 404, 429, 500])
        {
            foreach (var body in bodies)
            {
                bench.Vast.Then(Replies.Json(status, body));
                var text = (await bench.RentAsync()).ToString();
                Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain(VastBench.ApiKey, text, StringComparison.Ordinal);
            }
        }

        Assert.NotEmpty(bench.Log.All);
        Assert.DoesNotContain(bench.Log.All, line => line.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.All, line => line.Text.Contains(VastBench.ApiKey, StringComparison.Ordinal));
    }
}
