using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class PriceIncreasesTests
{
    [Fact]
    public async Task PriceIncreases_OfSeveralContracts_AreReadByInstanceAndByTheHour()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """
            {"success":true,"count":4,"truncated":false,"pending_price_increases":[
            {"pending_price_increase_id":9,"contract_id":1,"new_gpu_costpersec":0.0002,"old_gpu_costpersec":0.0001},
            {"pending_price_increase_id":8,"contract_id":2,"new_gpu_costpersec":null,"new_disk_ram_costpersec":1},
            {"pending_price_increase_id":7,"contract_id":3,"new_gpu_costpersec":-1},
            {"contract_id":"odd"}]}
            """));
        var done = Assert.IsType<Outcome<ImmutableDictionary<long, PriceIncrease>>.Done>(await bench.Client.SendAsync(new PriceIncreasesCall(), CancellationToken.None));
        Assert.Equal([1, 2, 3], done.Value.Keys.Order());
        Assert.Equal((0.72, null, null), (done.Value[1].GpuPerHour, done.Value[2].GpuPerHour, done.Value[3].GpuPerHour));
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v0/instances/pending-price-increases/"), (seen.Method, seen.Path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"pending_price_increases":null}""")]
    [InlineData("<html></html>")]
    public async Task PriceIncreases_WithoutAList_AreUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, body));
        Assert.IsType<Outcome<ImmutableDictionary<long, PriceIncrease>>.Unknown>(await bench.Client.SendAsync(new PriceIncreasesCall(), CancellationToken.None));
    }
}
