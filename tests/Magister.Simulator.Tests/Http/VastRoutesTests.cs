using System.Net;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests.Http;

public class VastRoutesTests
{
    [Fact]
    public async Task OldList_Asked_IsGone()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);

        var answer = await vast.GetAsync("api/v0/instances/");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("deprecated_endpoint", (await VastCaller.BodyAsync(answer))["error"]!.ToString());
    }

    [Fact]
    public async Task Key_InTheQuery_CountsToo()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("api/v1/instances/?api_key=simulator-key")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("api/v1/instances/")).StatusCode);
    }

    [Fact]
    public async Task Host_CalledByAForeignName_IsRefused()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        http.DefaultRequestHeaders.Host = "page.example";

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.GetAsync("admin/state")).StatusCode);
    }

    [Fact]
    public async Task Port_Taken_IsAnIOException()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);

        await Assert.ThrowsAsync<IOException>(() => SimulatorHost.StartAsync(Simulators.Quick with { Port = host.BaseAddress.Port }));
    }

    [Fact]
    public async Task Fleet_OfAThousand_IsRentedListedVerifiedAndDestroyed()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick.With(m => m with { Offers = 10_000 }));
        using var vast = new VastCaller(host);

        await Parallel.ForEachAsync(host.Market.Offers().Take(1000), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (offer, cancellation) =>
        {
            var answer = await vast.RentAsync(offer.OfferId, Onstart.For($"{magister.Url}/drop/{offer.OfferId}"), cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        });
        await Wait.UntilAsync(() => host.Callers.Verified.Length == 1000, "a thousand verifies");
        var (listed, after) = (0, "");
        do
        {
            var page = await VastCaller.BodyAsync(await vast.ListAsync($"?after_token={Uri.EscapeDataString(after)}"));
            listed += page["instances"]!.AsArray().Count;
            after = page["next_token"]?.ToString();
        }
        while (after is not null);

        Assert.Equal(1000, listed);
        Assert.Equal(1000, host.Market.Truth().PeakAlive("magister", magister.Url));
        Assert.All(host.Callers.Verified.Take(20), id => host.Market.Destroy(id));
        Assert.Equal(980, host.Market.AliveCount);
    }
}
