using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class GpuTypesTests
{
    [Fact]
    public async Task GpuTypesAsync_List_BringsEachNameOnceAndCleaned()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"success":true,"count":5,"gpu_types":[{"canonical_name":"RTX 4090","gpu_ram_mb":24564},{"canonical_name":"a\u001b[31mb"},{"canonical_name":null},"x",{"canonical_name":"RTX 4090"}]}"""));

        var done = Assert.IsType<Outcome<ImmutableArray<string>>.Done>(await bench.Client.SendAsync(new GpuTypesCall(), CancellationToken.None));

        Assert.Equal(["RTX 4090", "ab"], done.Value.AsEnumerable());
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v0/gpu_types/"), (seen.Method, seen.Path));
    }

    [Theory]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"gpu_types":[]}""")]
    [InlineData("""{"success":true,"gpu_types":{"RTX 4090":1}}""")]
    [InlineData("<html></html>")]
    public async Task GpuTypesAsync_NoNames_IsUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, body));
        Assert.IsType<Outcome<ImmutableArray<string>>.Unknown>(await bench.Client.SendAsync(new GpuTypesCall(), CancellationToken.None));
    }
}
