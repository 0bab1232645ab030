using Magister.Fleet.Market;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class SmokeTests
{
    [Fact]
    public async Task AllFiveCalls_VastAnswers_Done()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(
            Replies.Json(200, """{"offers":[{"id":1.0,"gpu_name":"RTX 4090"}]}"""),
            Replies.Json(200, """{"success":true,"new_contract":312,"instance_api_key":"x"}"""),
            Replies.Json(200, """{"success":true,"instances_found":1,"total_instances":1,"next_token":null,"instances":[{"id":312,"label":"magister"}]}"""),
            Replies.Json(200, """{"instances":{"id":312,"label":"magister"}}"""),
            Replies.Json(200, """{"success":true}"""));
        Assert.IsType<Outcome<System.Collections.Immutable.ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
        Assert.Equal(new Outcome<long>.Done(312), await bench.RentAsync());
        Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync());
        Assert.IsType<Outcome<ShownInstance>.Done>(await bench.ShowAsync());
        Assert.Equal(new Outcome<DestroyConfirmation>.Done(new(false)), await bench.DestroyAsync());
    }
}
