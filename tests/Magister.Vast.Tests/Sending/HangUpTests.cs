using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Sending;

/// <summary>Connections that break at the moment when HTTP stacks repeat requests on their own.</summary>
public sealed class HangUpTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task RentAsync_ServerHangsUpAfterReading_IsUnknownAndNotRepeated(int answeredBefore)
    {
        await using var bench = await StartAsync(answeredBefore);
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Equal(answeredBefore + 1, bench.Vast.Seen.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task DestroyAsync_ServerHangsUpAfterReading_IsUnknownAndNotRepeated(int answeredBefore)
    {
        await using var bench = await StartAsync(answeredBefore);
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.DestroyAsync());
        Assert.Equal(answeredBefore + 1, bench.Vast.Seen.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ShowAsync_ServerHangsUpAfterReading_IsTriedThreeTimesAndNoMore(int answeredBefore)
    {
        await using var bench = await StartAsync(answeredBefore);
        Assert.IsType<Outcome<ShownInstance>.Unknown>(await bench.ShowAsync());
        Assert.Equal(answeredBefore + 3, bench.Vast.Seen.Length);
    }

    private static async Task<VastBench> StartAsync(int answered)
    {
        var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Broken.ByHangUp());
        for (var call = 0; call < answered; call++)
        {
            bench.Vast.Then(Replies.Json(200, """{"offers":[]}"""));
            await bench.SearchAsync();
        }

        return bench;
    }
}
