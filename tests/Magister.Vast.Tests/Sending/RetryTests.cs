using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;
using WireMock.ResponseBuilders;

namespace Magister.Vast.Tests.Sending;

public sealed class RetryTests
{
    private const string Offers = """{"offers":[{"id":7}]}""";

    public static TheoryData<string> PassingFailures { get; } = ["reset", "half", "500", "502", "503", "429", "429 threshold"];

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task SearchAsync_FailsTwiceThenAnswers_IsDone(string failure)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Failing(failure), Failing(failure), Replies.Json(200, Offers));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
        Assert.Equal(3, bench.Vast.Seen.Length);
        Assert.Equal(2, bench.Log.Of(3020).Length);
        Assert.True(bench.ArrivedAt[1] > bench.ArrivedAt[0]);
    }

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task ShowAsync_FailsOnAndOn_EndsAfterThreeTries(string failure)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Failing(failure));
        var outcome = await bench.ShowAsync();
        Assert.Equal(failure.StartsWith("429", StringComparison.Ordinal), outcome is Outcome<ShownInstance>.Limited);
        Assert.Equal(failure.StartsWith("429", StringComparison.Ordinal), outcome is not Outcome<ShownInstance>.Unknown);
        Assert.Equal(3, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task ShowAsync_NoAnswerInTime_EachTryHasItsOwnLimit()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { HttpTimeout = TimeSpan.FromSeconds(30) });
        bench.Vast.Otherwise(Broken.ByHang());
        var call = bench.Client.SendAsync(new ShowCall(312), CancellationToken.None);
        for (var tries = 1; tries <= 3; tries++)
        {
            await NextTryAsync(bench, tries);
            bench.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.IsType<Outcome<ShownInstance>.Unknown>(await call);
        Assert.Equal(3, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task SearchAsync_RetriedWithAGap_EachTryWaitsItsTurn()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { SearchGap = TimeSpan.FromSeconds(6) });
        bench.Vast.Then(Replies.Page(502), Replies.Page(502), Replies.Json(200, Offers));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
        var at = bench.ArrivedAt;
        Assert.True(at[1] - at[0] >= 6 && at[2] - at[1] >= 6);
    }

    [Fact]
    public async Task SearchAsync_CancelledDuringATry_IsUnknownAndNotRepeated()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Broken.ByHang());
        using var stop = new CancellationTokenSource();
        var call = bench.Client.SendAsync(new SearchCall(VastBench.Query), stop.Token);
        await VirtualClock.UntilAsync(() => bench.Vast.Seen.Length == 1);
        await stop.CancelAsync();
        Assert.Equal(new Outcome<ImmutableArray<Offer>>.Unknown("cancelled"), await call);
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task SearchAsync_CancelledBetweenTries_IsUnknown()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Replies.Page(502));
        using var stop = new CancellationTokenSource();
        var call = bench.Client.SendAsync(new SearchCall(VastBench.Query), stop.Token);
        await VirtualClock.UntilAsync(() => bench.Log.Of(3020).Length == 1);
        await stop.CancelAsync();
        Assert.Equal(new Outcome<ImmutableArray<Offer>>.Unknown("cancelled"), await call);
    }

    [Fact]
    public async Task SearchAsync_CancelledBeforeItsTurn_IsUnknown()
    {
        await using var bench = await VastBench.StartAsync();
        var outcome = await bench.SearchAsync(cancellation: new CancellationToken(canceled: true));
        Assert.Equal(new Outcome<ImmutableArray<Offer>>.Unknown("cancelled"), outcome);
        Assert.Empty(bench.Vast.Seen);
    }

    private static async Task NextTryAsync(VastBench bench, int tries)
    {
        await VirtualClock.UntilAsync(() =>
        {
            // Skips only the wait between two attempts, not the timeout of an attempt that has not arrived yet.
            bench.Clock.Jump(TimeSpan.FromSeconds(20));
            return bench.Vast.Seen.Length == tries;
        });
    }

    private static IResponseBuilder Failing(string how) => how switch
    {
        "reset" => Broken.ByReset(),
        "half" => Broken.ByReset(Replies.Json(200, Offers)),
        "429" => Replies.Text(429, "API requests too frequent"),
        "429 threshold" => Replies.Text(429, "API requests too frequent: endpoint threshold=4.5"),
        _ => Replies.Page(int.Parse(how)),
    };
}
