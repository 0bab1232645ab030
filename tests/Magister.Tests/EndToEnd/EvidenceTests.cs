using System.Net;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

/// <summary>Why an instance failed can be read after it is gone.</summary>
public sealed class EvidenceTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Failed_IsReplaced_AndItsLogsCanBeReadByOperatorsAlone()
    {
        var failed = world.Ours().First();
        world.Vast.Market.SetStatus(failed.InstanceId, "exited", "Error: the GPU fell off the bus");
        await Eventually.IsTrueAsync("it is destroyed", () => Task.FromResult(world.Ours().All(instance => instance.InstanceId != failed.InstanceId)), 30, () => magister.Output);
        using var caller = new Caller(world.Address);
        await Eventually.IsTrueAsync("its logs are kept", async () => await caller.StatusAsync("GET", $"instances/{failed.InstanceId}/logs") is HttpStatusCode.OK);

        var logs = await caller.GetAsync($"instances/{failed.InstanceId}/logs");
        var shown = await world.RunAsync($"logs {failed.InstanceId}");

        Assert.StartsWith("text/plain", logs.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.StartsWith($"Instance {failed.InstanceId}, ", logs.Body, StringComparison.Ordinal);
        Assert.Contains($"container of instance {failed.InstanceId}\n", logs.Body, StringComparison.Ordinal);
        Assert.Contains("creating container of", logs.Body, StringComparison.Ordinal);
        Assert.Equal((0, logs.Body.Trim()), (shown.Code, shown.Out.Trim()));
        Assert.Contains("; its log: ", (await caller.GetAsync("events?kind=destroy_intended")).Body, StringComparison.Ordinal);
        Assert.Contains("the GPU fell off the bus", magister.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_OfWhatDidNotFail_AreNotThere_AndAnswerSaysWhy()
    {
        using var caller = new Caller(world.Address);
        var living = await caller.GetAsync($"instances/{world.Ours().First().InstanceId}/logs");
        var unknown = await world.RunAsync("logs 4711");

        Assert.Equal(HttpStatusCode.NotFound, living.Status);
        Assert.Contains("has not failed", living.Body, StringComparison.Ordinal);
        Assert.Equal((8, ""), (unknown.Code, unknown.Out));
        Assert.Contains("nothing is kept about instance 4711", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await caller.StatusAsync("GET", "instances/..%2F..%2Fjournal/logs"));
        Assert.Equal(2, (await world.RunAsync("logs x")).Code);
    }

    [Fact]
    public async Task LastWords_OfALivingInstance_CanBeReadWithoutWaiting()
    {
        var living = world.Ours().First();
        using var caller = new Caller(world.Address);
        var pulse = await caller.SendAsync("POST", $"pulse/{living.OfferId}?state=down&every=60&restarts=1", new StringContent("starting\n\u001b[31mpanic: no prover\n"));

        Assert.Equal(HttpStatusCode.OK, pulse.Status);
        Assert.Contains("panic: no prover", (await caller.GetAsync($"instances/{living.InstanceId}/logs")).Body, StringComparison.Ordinal);
    }
}
