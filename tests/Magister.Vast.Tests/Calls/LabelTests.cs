using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class LabelTests
{
    [Fact]
    public async Task LabelAsync_Accepted_SendsTheLabelAlone()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"success":true}"""));

        Assert.IsType<Outcome<LabelConfirmation>.Done>(await LabelAsync(bench));
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("PUT", "/api/v0/instances/312/", """{"label":"magister"}"""), (seen.Method, seen.Path, seen.Body));
    }

    [Theory]
    [InlineData(400, """{"success":false,"error":"invalid_args"}""")]
    [InlineData(404, """{"success":false,"error":"no_such_instance","msg":"Instance 312 not found."}""")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(200, "[]")]
    public async Task LabelAsync_NotAccepted_IsNotDone(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));

        Assert.IsNotType<Outcome<LabelConfirmation>.Done>(await LabelAsync(bench));
    }

    private static Task<Outcome<LabelConfirmation>> LabelAsync(VastBench bench) =>
        bench.Clock.RunAsync(bench.Client.SendAsync(new LabelCall(312, "magister"), CancellationToken.None));
}
