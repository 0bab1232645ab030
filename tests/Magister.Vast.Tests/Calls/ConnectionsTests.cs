using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class ConnectionsTests
{
    [Fact]
    public async Task TellWhenConnected_ConnectionOpenedForTheRequest_TellsOnceAndNotForTheNextOnIt()
    {
        await using var vast = await VastStandIn.StartAsync(new VirtualClock());
        vast.Otherwise(_ => Replies.Json(200, "{}"));
        using var http = new HttpClient(Connections.NewHandler());
        var told = new List<string>();
        await GetAsync("first");
        await GetAsync("second");
        Assert.Equal("first", Assert.Single(told));

        async Task GetAsync(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, vast.Address) { Content = new SingleUseContent([]) };
            Connections.TellWhenConnected(request, () => told.Add(name));
            using var response = await http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
        }
    }
}
