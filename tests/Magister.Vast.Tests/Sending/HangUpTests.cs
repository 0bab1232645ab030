using Magister.Fleet.Market;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Sending;

/// <summary>Connections that break at the moment in which HTTP stacks repeat requests by themselves.</summary>
public sealed class HangUpTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task RentAsync_ServerHangsUpAfterReading_IsUnknownAndNotRepeated(int answeredBefore)
    {
        await using var server = new HangUpServer(answeredBefore);
        await using var bench = await VastBench.StartAsync(settings => settings with { BaseUrl = server.Address });
        await WarmUpAsync(bench, answeredBefore);
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Equal(answeredBefore + 1, server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task DestroyAsync_ServerHangsUpAfterReading_IsUnknownAndNotRepeated(int answeredBefore)
    {
        await using var server = new HangUpServer(answeredBefore);
        await using var bench = await VastBench.StartAsync(settings => settings with { BaseUrl = server.Address });
        await WarmUpAsync(bench, answeredBefore);
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.DestroyAsync());
        Assert.Equal(answeredBefore + 1, server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ShowAsync_ServerHangsUpAfterReading_IsTriedThreeTimesAndNoMore(int answeredBefore)
    {
        await using var server = new HangUpServer(answeredBefore);
        await using var bench = await VastBench.StartAsync(settings => settings with { BaseUrl = server.Address });
        await WarmUpAsync(bench, answeredBefore);
        Assert.IsType<Outcome<ShownInstance>.Unknown>(await bench.ShowAsync());
        Assert.Equal(answeredBefore + 3, server.Requests);
    }

    private static async Task WarmUpAsync(VastBench bench, int calls)
    {
        for (var call = 0; call < calls; call++) await bench.SearchAsync();
    }
}
