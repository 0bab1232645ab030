using System.Diagnostics.Metrics;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Tests.Telemetry;

public sealed class MetricStoreTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter meter;
    private readonly MetricStore store;

    public MetricStoreTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        meter = meters.Create(Meters.Magister);
        store = new MetricStore(meters);
    }

    public void Dispose()
    {
        store.Dispose();
        services.Dispose();
    }

    [Fact]
    public void Instruments_OfEveryKind_AreServed()
    {
        meter.CreateCounter<long>("test.calls", "{call}", "c").Add(3, new KeyValuePair<string, object?>("known", true));
        meter.CreateUpDownCounter<int>("test.open", null, "u").Add(-2);
        meter.CreateGauge<double>("test.level", "USD", "g").Record(1.5);
        meter.CreateHistogram<double>("test.wait", "s", "h").Record(0.02);
        meter.CreateObservableCounter("test.spent", () => 4.5, "USD", "oc");
        meter.CreateObservableGauge("test.size", () => 7L, "By", "og");
        meter.CreateObservableUpDownCounter("test.depth", () => 9, null, "ou");
        var read = PrometheusReader.Read(store.Read());

        Assert.Equal(3, read["test_calls_total"]["known=\"true\""]);
        Assert.Equal(-2, read["test_open"][""]);
        Assert.Equal(1.5, read["test_level_usd"][""]);
        Assert.Equal(1, read["test_wait_seconds"]["", "_count"]);
        Assert.Equal(4.5, read["test_spent_usd_total"][""]);
        Assert.Equal(7, read["test_size_bytes"][""]);
        Assert.Equal(9, read["test_depth"][""]);
    }

    [Fact]
    public void Histogram_HasTheBoundsThatItsInstrumentAdvises()
    {
        meter.CreateHistogram("test.long", "s", "h", null, Bounds.Long).Record(50);
        var long_ = PrometheusReader.Read(store.Read())["test_long_seconds"];
        Assert.Equal((0, 1), (long_["le=\"45\"", "_bucket"], long_["le=\"60\"", "_bucket"]));
    }

    [Fact]
    public void Observed_WhatIsNotNamedAnyMore_IsGone()
    {
        var state = "one";
        meter.CreateObservableGauge("test.state", () => new Measurement<int>(1, new KeyValuePair<string, object?>("state", state)), null, "s");
        Assert.True(PrometheusReader.Read(store.Read())["test_state"].Has("state=\"one\""));
        state = "two";
        var family = PrometheusReader.Read(store.Read())["test_state"];
        Assert.True(family.Has("state=\"two\"") && !family.Has("state=\"one\""));
    }

    [Fact]
    public void Meters_OfOthers_AreLeftOut()
    {
        using var foreign = new Meter("Somebody.Else");
        foreign.CreateCounter<long>("foreign", null, "f").Add(1);
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create(Meters.Magister).CreateCounter<long>("test.others", null, "o").Add(1);
        var text = store.Read();
        Assert.DoesNotContain("foreign", text, StringComparison.Ordinal);
        Assert.DoesNotContain("others", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_TellsHowTheProcessIs()
    {
        var read = PrometheusReader.Read(store.Read());
        Assert.True(read["process_resident_memory_bytes"][""] > 1e6);
        Assert.True(read["process_cpu_seconds_total"].Values.Sum() > 0);
        Assert.True(read["dotnet_thread_pool_threads"][""] > 0);
    }

    [Fact]
    public async Task Records_FromManyThreads_AreAllCounted()
    {
        var counter = meter.CreateCounter<long>("test.many", null, "m");
        var histogram = meter.CreateHistogram<double>("test.spread", "s", "h");
        var recording = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var time = 0; time < 5000; time++)
            {
                counter.Add(1);
                histogram.Record(0.3);
            }
        })).ToArray();
        while (!recording.All(task => task.IsCompleted)) PrometheusReader.Read(store.Read());
        await Task.WhenAll(recording);

        var read = PrometheusReader.Read(store.Read());
        Assert.Equal(40_000, read["test_many_total"][""]);
        Assert.Equal(40_000, read["test_spread_seconds"]["", "_count"]);
    }
}
