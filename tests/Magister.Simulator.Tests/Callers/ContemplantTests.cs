using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests.Callers;

public class ContemplantTests
{
    [Fact]
    public async Task Verify_InstanceBoots_EveryDropInTheAddressIsReplaced()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7?was=drop"));
        await Wait.UntilAsync(() => magister.Seen.Length > 0, "a verify");

        var visit = magister.Seen.Single();
        Assert.Equal(("GET", "/verify/7?was=verify", ""), (visit.Method, visit.PathAndQuery(), visit.Body));
        Assert.Equal(["Host"], visit.Headers!.Keys);
    }

    [Fact]
    public async Task Verify_MagisterRefuses_ContemplantStartsOverUntilItIsVerified()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(503));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7"));
        await Wait.UntilAsync(() => magister.Seen.Length >= 3, "three tries");
        Assert.Empty(host.Callers.Verified);
        magister.Otherwise(Replies.Status(200));
        await Wait.UntilAsync(() => host.Callers.Verified.Length == 1, "the verify that is accepted");

        var calls = host.Market.Truth().CallerCalls;
        Assert.All(calls, call => Assert.Equal($"{magister.Url}/verify/7", call.Address));
        Assert.Equal(200, calls[^1].Status);
        Assert.Equal(503, calls[0].Status);
    }

    [Fact]
    public async Task Verify_NobodyListens_TriesAreRecordedWithoutAStatus()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Onstart.For("http://127.0.0.1:1/drop/7"));
        await Wait.UntilAsync(() => host.Market.Truth().CallerCalls.Length >= 2, "two tries");

        Assert.All(host.Market.Truth().CallerCalls, call => Assert.Null(call.Status));
    }

    [Fact]
    public async Task Verify_MachineIsOfTheSilentKind_NothingIsCalledUntilItIsMadeTo()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick.Calling(c => c with { NeverVerify = 1, ReadOnstart = true }));
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7"));
        var instance = host.Market.Alive().Single().InstanceId;
        await Wait.UntilAsync(() => host.Verify(instance), "a Contemplant with an address");
        await Wait.UntilAsync(() => magister.Seen.Length > 0, "the verify that was asked for");

        Assert.Single(magister.Seen);
    }

    [Fact]
    public async Task Verify_RentAnswersLate_ItComesBeforeTheAnswer()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick.Received(d => d with { RentAnswerDelay = TimeSpan.FromSeconds(1) }));
        using var vast = new VastCaller(host);

        var rent = vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7"));
        await Wait.UntilAsync(() => magister.Seen.Length > 0, "a verify");
        Assert.False(rent.IsCompleted);
        await rent;

        var truth = host.Market.Truth();
        Assert.True(truth.CallerCalls[0].EndedAt < truth.To(VastEndpoint.Create).Single().AnsweredAt);
    }

    [Fact]
    public async Task Drop_Asked_GoesOnceToTheRegisteredAddressWithAReason()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);
        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7?x=1"));
        await Wait.UntilAsync(() => host.Callers.Verified.Length == 1, "a verified Contemplant");
        magister.Otherwise(Replies.Status(500));

        Assert.True(host.Drop(host.Callers.Verified[0], "too slow"));
        await Wait.UntilAsync(() => host.Market.Truth().CallerCalls.Any(call => call.Kind is CallKind.Drop), "the drop");
        await Task.Delay(150);

        var drop = Assert.Single(magister.Seen, visit => visit.Method == "DELETE");
        Assert.Equal(("/drop/7?x=1", "too slow"), (drop.PathAndQuery(), drop.Body));
        Assert.Empty(host.Callers.Verified);
    }

    [Fact]
    public async Task Drop_ShortInterval_EveryVerifiedOneIsDroppedOnce()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        var options = Simulators.Quick.Calling(c => c with { ReadOnstart = true, DropEvery = TimeSpan.FromMilliseconds(20) });
        await using var host = await SimulatorHost.StartAsync(options);
        using var vast = new VastCaller(host);
        for (var i = 0; i < 5; i++) await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/{i}"));

        await Wait.UntilAsync(() => host.Market.Truth().CallerCalls.Count(call => call.Kind is CallKind.Drop) == 5, "five drops");
        await Task.Delay(200);

        Assert.Equal(5, magister.Seen.Where(visit => visit.Method == "DELETE").Select(visit => visit.PathAndQuery()).Distinct().Count());
    }

    [Fact]
    public async Task Contemplant_InstanceDestroyed_CallsNoMore()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(503));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);
        await vast.RentAsync(host.FreeOffer(), Onstart.For($"{magister.Url}/drop/7"));
        await Wait.UntilAsync(() => magister.Seen.Length > 0, "a try");

        await vast.DestroyAsync(host.Market.Alive().Single().InstanceId);
        await Task.Delay(100);
        var visits = magister.Seen.Length;
        await Task.Delay(200);

        Assert.Equal(visits, magister.Seen.Length);
    }

    [Fact]
    public async Task Pulse_OfAWatch_IsAGetAndWithLastWordsAPost()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick.Calling(c => c with { ReadOnstart = true }));
        using var vast = new VastCaller(host);
        await vast.RentAsync(host.FreeOffer(), Watched(magister));
        await Wait.UntilAsync(() => PulsesTo(magister).Length == 2, "two pulses");

        Assert.Equal(["GET /pulse/7?state=starting&every=60&restarts=0", "GET /pulse/7?state=working&every=60&restarts=0"], PulsesTo(magister));
        Assert.True(host.EndContemplant(host.Callers.Verified[0]));
        await Wait.UntilAsync(() => PulsesTo(magister).Length == 3, "a third");

        Assert.Equal("POST /pulse/7?state=down&every=60&restarts=0", PulsesTo(magister)[^1]);
        Assert.EndsWith("ERROR contemplant: killed\n", magister.Seen.Single(visit => visit.Method == "POST").Body);
        await Wait.UntilAsync(() => host.Market.Truth().CallerCalls.Count(call => call is { Kind: CallKind.Pulse, Succeeded: true }) == 3, "three answers");
    }

    [Fact]
    public async Task Pulse_TheShellRanTheOnstartText_GoesWhereItsEnvironmentSays()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var vast = new VastCaller(host);

        await vast.RentAsync(host.FreeOffer(), Watched(magister));
        await Wait.UntilAsync(() => PulsesTo(magister).Length == 2, "two pulses");

        Assert.Single(host.Environments);
        Assert.True(host.Callers.Contemplants.Single().IsWatched);
    }

    private static string Watched(StandIn magister) =>
        Onstart.For($"{magister.Url}/drop/7", ("MAGISTER_PULSE_ENDPOINT", $"{magister.Url}/pulse/7"), ("MAGISTER_PULSE_SECS", "60"));

    private static string[] PulsesTo(StandIn magister) =>
        [.. magister.Seen.Where(visit => visit.Path == "/pulse/7").Select(visit => $"{visit.Method} {visit.PathAndQuery()}")];
}
