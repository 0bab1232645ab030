using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

/// <summary>The desk in virtual time: limits, keys, downtime and the records, without a server.</summary>
public class RateLimitTests
{
    private readonly Bench _bench = new();
    private VastDesk _desk;

    public RateLimitTests() => _desk = Desk(new DeskOptions { Limits = new RateLimitOptions { Wording = LimitWording.PlainWithThreshold } });

    [Theory]
    [InlineData(VastEndpoint.Create, 4.5, "4.5")]
    [InlineData(VastEndpoint.Destroy, 3, "3.0")]
    [InlineData(VastEndpoint.List, 1, "1.0")]
    [InlineData(VastEndpoint.Show, 2, "2.0")]
    [InlineData(VastEndpoint.Search, 6, "6.0")]
    [InlineData(VastEndpoint.Manage, 1, "1.0")]
    public void Call_TooSoon_IsLimitedWithTheDocumentedThreshold(VastEndpoint endpoint, double gap, string shown)
    {
        Assert.NotEqual(429, Call(endpoint).Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(gap - 0.01));
        var limited = Call(endpoint);
        Assert.Equal((429, $"API requests too frequent: endpoint threshold={shown}"), (limited.Status, limited.Body));
        _bench.Time.Advance(TimeSpan.FromSeconds(endpoint == VastEndpoint.Create ? 12 : 0.01));
        Assert.NotEqual(429, Call(endpoint).Status);
    }

    [Fact]
    public void Create_TooSoon_IsShutForThePenaltyAndNoLonger()
    {
        Call(VastEndpoint.Create);
        _bench.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(429, Call(VastEndpoint.Create).Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(429, Call(VastEndpoint.Create).Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(429, Call(VastEndpoint.Create).Status);
        Assert.Equal(2, _bench.Market.Truth().TooManyRequests);
    }

    [Fact]
    public void Endpoints_SideBySide_DoNotLimitEachOther()
    {
        Assert.All(
            [VastEndpoint.Create, VastEndpoint.Destroy, VastEndpoint.List, VastEndpoint.Show, VastEndpoint.Search, VastEndpoint.Manage, VastEndpoint.User],
            endpoint => Assert.NotEqual(429, Call(endpoint).Status));
    }

    [Fact]
    public void Call_WithinTheTolerance_Passes()
    {
        _desk.Options = _desk.Options with { Limits = new RateLimitOptions { Tolerance = TimeSpan.FromMilliseconds(50) } };
        Call(VastEndpoint.List);
        _bench.Time.Advance(TimeSpan.FromSeconds(0.96));

        Assert.Equal(200, Call(VastEndpoint.List).Status);
    }

    [Fact]
    public void Wording_Mixed_AllFourAreSeen()
    {
        _desk = Desk(new DeskOptions());
        Call(VastEndpoint.List);
        var texts = Enumerable.Range(0, 100).Select(_ => Call(VastEndpoint.List).Body).ToHashSet();

        Assert.Equal(4, texts.Count);
        Assert.Contains("API requests too frequent", texts);
    }

    [Fact]
    public void Books_EachCall_IsThereWithTimesAndOutcome()
    {
        var offer = _bench.Free.OfferId;
        Call(VastEndpoint.Create, offer);
        Call(VastEndpoint.Create, offer);
        Call(VastEndpoint.List, key: "wrong");

        var calls = _bench.Market.Truth().Calls;
        Assert.Equal([1, 2, 3], calls.Select(call => call.Ordinal));
        Assert.Equal(["ok", "limited", "auth_error"], calls.Select(call => call.Outcome));
        Assert.Equal([200, 429, 401], calls.Select(call => call.Status));
        Assert.Equal([true, false, false], calls.Select(call => call.TookEffect));
        Assert.Equal(_bench.Market.Alive().Single().InstanceId, calls[0].InstanceId);
        Assert.Equal((offer, calls[0].Ordinal), (calls[0].TargetId, _bench.Market.Alive().Single().RentCall));
        Assert.All(calls, call => Assert.Equal(_bench.Time.GetUtcNow(), call.AnsweredAt));
        Assert.Equal(2, _bench.Market.Truth().Rejected.Count());
    }

    [Fact]
    public void Latency_HalfIsBeforeTheEffectAndHalfAfter()
    {
        _desk.Options = _desk.Options with { Latency = DurationRange.Seconds(2, 2), RentAnswerDelay = TimeSpan.FromSeconds(5) };

        var admission = _desk.Admit(new VastRequest(VastEndpoint.Create, "simulator-key") { Id = _bench.Free.OfferId, Body = new() { ["image"] = "a" } });
        Assert.Equal(0, _bench.Market.AliveCount);
        var reply = _desk.Complete(admission);

        Assert.Equal(1, _bench.Market.AliveCount);
        Assert.Equal((1, 6), (admission.Delay.TotalSeconds, reply.Delay.TotalSeconds));
    }

    [Theory]
    [InlineData(Downtime.Unavailable, 503)]
    [InlineData(Downtime.Refuse, null)]
    public void Down_EveryCall_HasNoEffect(Downtime down, int? status)
    {
        _desk.Options = _desk.Options with { Down = down };

        Assert.Equal(status, Call(VastEndpoint.Create, _bench.Free.OfferId).Status);
        Assert.Equal(0, _bench.Market.AliveCount);
    }

    private VastDesk Desk(DeskOptions options) => new(_bench.Market, new FaultPlan(1), options, 1);

    private VastReply Call(VastEndpoint endpoint, long id = 1, string key = "simulator-key")
    {
        var reply = _desk.Complete(_desk.Admit(new VastRequest(endpoint, key) { Id = id, Body = new() { ["image"] = "a" } }));
        _desk.Close(reply);
        return reply;
    }
}
