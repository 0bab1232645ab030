using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Wire;

public sealed class AnswerHeadersTests
{
    private static readonly DateTimeOffset Told = new(2025, 10, 21, 12, 0, 0, TimeSpan.Zero);

    private static string Row => $$"""{"id":312,"label":"magister","dph_total":0.3,"start_date":{{Told.ToUnixTimeSeconds()}},"end_date":{{Told.AddDays(1).ToUnixTimeSeconds()}}}""";

    [Theory]
    [InlineData(4000)]
    [InlineData(-4000)]
    [InlineData(6)]
    public async Task VastsClock_AheadOrBehind_MomentsOfEveryAnswerAreByOurs(int ahead)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(
            Replies.Json(200, $$"""{"instances":[{{Row}}],"total_instances":1,"next_token":null}""").Ahead(ahead),
            Replies.Json(200, $$"""{"instances":{{Row}}}""").Ahead(ahead),
            Replies.Json(200, $$"""{"offers":[{{Row}}]}""").Ahead(ahead));

        var listed = Assert.Single(Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync()).Value.Instances);
        var shown = Assert.IsType<Outcome<ShownInstance>.Done>(await bench.ShowAsync()).Value.Instance!;
        var offered = Assert.Single(Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync()).Value);

        Assert.All([listed.StartDate, shown.StartDate], start => Near(Told.AddSeconds(-ahead), start!.Value));
        Assert.All([listed.Hardware, shown.Hardware, offered], row => Near(Told.AddDays(1).AddSeconds(-ahead), DateTimeOffset.UnixEpoch.AddSeconds(row.EndDate!.Value)));
    }

    [Fact]
    public async Task VastsClock_ASecondAhead_IsTakenForOurs()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, $$"""{"instances":{{Row}}}""").Ahead(3));

        Assert.Equal(Told, Assert.IsType<Outcome<ShownInstance>.Done>(await bench.ShowAsync()).Value.Instance!.StartDate);
    }

    // The header has whole seconds.
    private static void Near(DateTimeOffset expected, DateTimeOffset actual) => Assert.InRange((actual - expected).TotalSeconds, -0.001, 1.001);
}
