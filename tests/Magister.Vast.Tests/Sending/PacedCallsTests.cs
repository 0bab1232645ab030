using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Tests.Sending;

public sealed class PacedCallsTests
{
    private const string Contract = """{"success":true,"new_contract":312}""";

    [Fact]
    public async Task RentAsync_ManyAtOnce_KeepTheGapAsTheServerSeesItAndWasteNoTime()
    {
        const int rents = 8;
        await using var bench = await VastBench.StartAsync(settings => settings with { CreateGap = TimeSpan.FromSeconds(4.5) });
        bench.Vast.Otherwise(Replies.Json(200, Contract));
        var calls = Enumerable.Range(0, rents)
            .Select(offer => bench.Client.SendAsync(new RentCall(VastBench.Order with { OfferId = offer + 1 }), bench.Sent, CancellationToken.None))
            .ToArray();
        for (var rent = 0; rent < rents; rent++)
        {
            await VirtualClock.UntilAsync(() => calls.Count(call => call.IsCompleted) == rent + 1
                && (rent == rents - 1 || bench.Clock.IsAwaited(TimeSpan.FromHours(1))));
            bench.Clock.Jump(TimeSpan.FromHours(1));
        }

        Assert.All(await Task.WhenAll(calls), outcome => Assert.IsType<Outcome<long>.Done>(outcome));
        var at = bench.ArrivedAt;
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 4.5));
        Assert.True(at[^1] - at[0] <= 1.1 * (rents - 1) * 4.5);
        Assert.Equal(Enumerable.Range(1, rents).Select(offer => $"/api/v0/asks/{offer}/"), bench.Vast.Seen.Select(seen => seen.Path));
    }

    [Fact]
    public async Task RentAsync_FirstConnectionSlowToOpen_TheGapCountsFromWhenTheRequestLeft()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { CreateGap = TimeSpan.FromSeconds(4.5) });
        bench.Vast.Otherwise(Replies.Json(200, Contract));

        // Two virtual seconds pass between the call's turn and its request, as if opening the connection took that long.
        var first = bench.Client.SendAsync(new RentCall(VastBench.Order), () => bench.Clock.Advance(TimeSpan.FromSeconds(2)), CancellationToken.None);
        await VirtualClock.UntilAsync(() => first.IsCompleted);
        await bench.RentAsync();
        var at = bench.ArrivedAt;
        Assert.InRange(at[1] - at[0], 4.5, 4.95);
    }

    [Fact]
    public async Task Calls_OfDifferentEndpoints_DoNotDelayEachOther()
    {
        var gap = TimeSpan.FromMinutes(10);
        await using var bench = await VastBench.StartAsync(settings => settings with
        {
            CreateGap = gap,
            DestroyGap = gap,
            ListGap = gap,
            SearchGap = gap,
        });
        bench.Vast.Otherwise(Replies.Json(
            200, """{"success":true,"new_contract":312,"offers":[],"instances":[],"total_instances":0,"next_token":null}"""));
        await bench.Client.SendAsync(new RentCall(VastBench.Order), bench.Sent, CancellationToken.None);
        await bench.Client.SendAsync(new DestroyCall(312), bench.Sent, CancellationToken.None);
        await bench.Client.SendAsync(new ListCall("magister"), CancellationToken.None);
        await bench.Client.SendAsync(new SearchCall(VastBench.Query), CancellationToken.None);
        await bench.Client.SendAsync(new ShowCall(312), CancellationToken.None);
        Assert.Equal(TimeSpan.Zero, bench.Clock.Now);
        Assert.Equal(5, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task ShowAsync_Twice_KeepsTwiceTheListGap()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { ListGap = TimeSpan.FromSeconds(1) });
        bench.Vast.Otherwise(Replies.Json(200, """{"instances":null}"""));
        await bench.ShowAsync();
        await bench.ShowAsync();
        Assert.InRange(bench.Clock.Now.TotalSeconds, 2, 2.2);
    }

    [Theory]
    [InlineData("API requests too frequent: endpoint threshold=12.5")]
    [InlineData("""{"detail":"API requests too frequent endpoint threshold=12.5"}""")]
    [InlineData("""{"success":false,"error":"rate_limit_exceeded","msg":"API requests too frequent endpoint threshold=12.5"}""")]
    public async Task RentAsync_LimitedWithAThreshold_KeepsItFromThenOn(string body)
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { CreateGap = TimeSpan.FromSeconds(4.5) });
        bench.Vast.Then(Replies.Text(429, body)).Otherwise(Replies.Json(200, Contract));
        for (var rent = 0; rent < 4; rent++) await bench.RentAsync();

        var at = bench.ArrivedAt;
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 12.5, 12.5 * 1.1));
        var learnt = Assert.Single(bench.Log.Of(3010));
        Assert.Equal(("GapLearnt", LogLevel.Information), (learnt.Event.Name, learnt.Level));
    }

    [Fact]
    public async Task SearchAsync_LimitedWithoutAThreshold_BacksOffDoublingAndComesBack()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { FirstBackoff = TimeSpan.FromSeconds(10) });
        bench.Vast.Then(Replies.Text(429, "API requests too frequent"), Replies.Text(429, "slow down"))
            .Otherwise(Replies.Json(200, """{"offers":[]}"""));
        for (var search = 0; search < 6; search++) Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());

        var at = bench.ArrivedAt;
        double[] gaps = [.. at.Zip(at.Skip(1), (one, next) => next - one)];
        Assert.InRange(gaps[0], 10, 12.51);
        Assert.InRange(gaps[1], 20, 25.01);
        Assert.Equal(20, gaps[2], tolerance: 0.01);
        Assert.Equal(10, gaps[3], tolerance: 0.01);
        Assert.Equal(5, gaps[4], tolerance: 0.01);
        Assert.All(bench.Log.Of(3011), line => Assert.Equal(("BackingOff", LogLevel.Warning), (line.Event.Name, line.Level)));
        Assert.Equal(2, bench.Log.Of(3011).Length);
    }
}
