using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Tests.Sending;

public sealed class ObservationTests
{
    [Fact]
    public async Task Calls_AnyOutcome_AreCountedByEndpointAndOutcome()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { DestroyGap = TimeSpan.FromSeconds(3) });
        var measured = new ConcurrentQueue<string>();
        using var listener = NewListener(bench, measured);
        bench.Vast.Then(
            Replies.Page(502),
            Replies.Json(200, """{"offers":[]}"""),
            Replies.Json(404, """{"error":"no_such_ask"}"""),
            Replies.Json(200, "{}"),
            Broken.ByReset());
        await bench.SearchAsync();
        await bench.RentAsync();
        await bench.DestroyAsync();
        await bench.DestroyAsync();
        Assert.Equal(
            [
                "magister.vast.calls create refused",
                "magister.vast.calls destroy done",
                "magister.vast.calls destroy unknown",
                "magister.vast.calls search done",
                "magister.vast.pacing.wait create",
                "magister.vast.pacing.wait destroy",
                "magister.vast.pacing.wait destroy",
                "magister.vast.pacing.wait search",
                "magister.vast.pacing.wait search",
                "magister.vast.request.duration create 404",
                "magister.vast.request.duration destroy 200",
                "magister.vast.request.duration destroy none",
                "magister.vast.request.duration search 200",
                "magister.vast.request.duration search 502",
            ],
            measured.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Calls_AnyOutcome_AreLoggedByKindOnly()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(404, """{"error":"no_such_ask","msg":"private words"}"""));
        await bench.RentAsync();
        var line = Assert.Single(bench.Log.All, line => line.Event.Name is not "ClockSkew");
        Assert.Equal((3030, "CallEnded", LogLevel.Debug), (line.Event.Id, line.Event.Name, line.Level));
        Assert.StartsWith("create ended as refused after 0 ms", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("private words", line.Text, StringComparison.Ordinal);
    }

    private static MeterListener NewListener(VastBench bench, ConcurrentQueue<string> measured)
    {
        var meters = bench.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Magister.Vast" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue(Named(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue(Named(instrument, tags)));
        listener.Start();
        return listener;
    }

    private static string Named(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags) name += $" {tag.Value}";

        return name;
    }
}
