using Magister.Telemetry.Prometheus;

namespace Magister.Tests.Telemetry;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Families_AreWrittenAsTheFormatAsks()
    {
        var calls = new NumberFamily("calls_total", MetricType.Counter, "Calls, by outcome.", isObserved: false, adds: true);
        calls.Record(1, "outcome=\"done\"");
        calls.Record(2, "outcome=\"done\"");
        calls.Record(0, "outcome=\"failed\"");
        var size = new NumberFamily("size_bytes", MetricType.Gauge, "Of the file.", isObserved: true, adds: false);
        size.Record(5, "");
        size.Record(1_234_567.5, "");
        var wait = new HistogramFamily("wait_seconds", "Waits.", [0.5, 0.1, double.PositiveInfinity]);
        foreach (var value in new[] { 0.05, 0.1, 0.2, 7 }) wait.Record(value, "endpoint=\"list\"");

        Assert.Equal(
            """
            # HELP calls_total Calls, by outcome.
            # TYPE calls_total counter
            calls_total{outcome="done"} 3
            calls_total{outcome="failed"} 0
            # HELP size_bytes Of the file.
            # TYPE size_bytes gauge
            size_bytes 1234567.5
            # HELP wait_seconds Waits.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{endpoint="list",le="0.1"} 2
            wait_seconds_bucket{endpoint="list",le="0.5"} 3
            wait_seconds_bucket{endpoint="list",le="+Inf"} 4
            wait_seconds_sum{endpoint="list"} 7.35
            wait_seconds_count{endpoint="list"} 4

            """,
            PrometheusText.Write([calls, size, wait]));
    }

    [Fact]
    public void Texts_WithQuotesBackslashesAndLineBreaks_AreEscaped()
    {
        var labels = PrometheusText.Labels([new("path", "C:\\a \"b\"\nc")]);
        var family = new NumberFamily("odd", MetricType.Gauge, "Back\\slash and\nbreak, \"quoted\".", isObserved: false, adds: false);
        family.Record(1, labels);
        var text = PrometheusText.Write([family]);

        Assert.Equal(
            """
            # HELP odd Back\\slash and\nbreak, "quoted".
            # TYPE odd gauge
            odd{path="C:\\a \"b\"\nc"} 1

            """,
            text);
        Assert.True(PrometheusReader.Read(text)["odd"].Has("path=\"C:\\a \"b\"\nc\""));
    }

    [Fact]
    public void Labels_AreSortedAndSpeltTheSameEverywhere() => Assert.Equal(
        "a_b=\"1.5\",known=\"true\",none=\"\",z=\"x\"",
        PrometheusText.Labels([new("z", "x"), new("known", true), new("a.b", 1.5), new("none", null)]));

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(-3, "-3")]
    public void Numbers_AreWrittenAsGoReadsThem(double value, string written)
    {
        var family = new NumberFamily("number", MetricType.Gauge, "One.", isObserved: false, adds: false);
        family.Record(value, "");
        Assert.EndsWith($"\nnumber {written}\n", PrometheusText.Write([family]), StringComparison.Ordinal);
        PrometheusReader.Read(PrometheusText.Write([family]));
    }

    [Fact]
    public void Family_WithoutAValue_IsLeftOut() =>
        Assert.Equal("", PrometheusText.Write([new NumberFamily("none", MetricType.Gauge, "Nothing.", isObserved: true, adds: false)]));
}
