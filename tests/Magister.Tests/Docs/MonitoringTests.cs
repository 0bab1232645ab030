using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Magister.Events;
using Magister.Fleet;
using Magister.Notifications;
using Magister.Ordinary;
using Magister.Running;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Magister.Tests.Configuration;
using Magister.Tests.Telemetry;
using Magister.Vast;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Tests.Docs;

/// <summary>The documentation of metrics and events matches the code.</summary>
public sealed partial class MonitoringTests : IDisposable
{
    private readonly ServiceProvider services;
    private readonly MetricStore store;

    public MonitoringTests()
    {
        services = new ServiceCollection()
            .AddVastClient(OrdinaryVast.Settings())
            .BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        store = new MetricStore(meters);
        services.GetRequiredService<VastClient>();
        _ = new CallerMetrics(meters);
        _ = new FleetMetrics(meters);
        _ = new LoopMetrics(meters);
        _ = new NotificationMetrics(meters);
        var cost = new RunningCost(FleetState.Empty, new SteadyClock(TimeProvider.System, DateTimeOffset.MinValue));
        _ = new Gauges(
            meters, new FleetSnapshot(new FleetView(FleetState.Empty, 1, OrdinaryFleet.Settings(1), [])), cost,
            new EventStreams(new EventHistory(0), TimeProvider.System, null!), null!, new SteadyClock(TimeProvider.System, DateTimeOffset.MinValue));
    }

    public void Dispose()
    {
        store.Dispose();
        services.Dispose();
    }

    [Fact]
    public void MetricsPage_HasEveryMetricWithItsUnitAndMeaning()
    {
        var table = RepositoryRoot.Lines("docs/metrics.md").TakeWhile(line => line is not "## Labels");
        var written = table.Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var rows = store.Families.Select(family => $"| `{family.Name}` | {Word(family.Type)} | {Unit(family.Name)} | {family.Description} |").ToArray();
        Assert.True(rows.SequenceEqual(written), $"The table in docs/metrics.md is to be:\n{string.Join('\n', rows)}\n");
    }

    [Theory]
    [InlineData("docs/monitoring/alerts.yml")]
    [InlineData("docs/monitoring/dashboard.json")]
    public void MetricsThatAreAskedFor_Exist(string file)
    {
        var families = store.Families.ToDictionary(family => family.Name);
        var asked = MetricName().Matches(string.Join('\n', RepositoryRoot.Lines(file))).Select(match => match.Value).Distinct().ToArray();
        Assert.True(asked.Length > 8);
        Assert.All(asked, name => Assert.True(
            families.ContainsKey(name) || families.GetValueOrDefault(name[..name.LastIndexOf('_')])?.Type is MetricType.Histogram, name));
    }

    [Fact]
    public void Alerts_EachSayWhatToDo()
    {
        var alerts = string.Join('\n', RepositoryRoot.Lines("docs/monitoring/alerts.yml")).Split("- alert: ")[1..];
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Matches("(?s)severity: (warning|critical).*\n +summary: .+\n +action: .{20,}", alert));
    }

    [PromtoolFact]
    public async Task Alerts_PassPromtool()
    {
        var (code, said) = await Promtool.RunAsync("", "check", "rules", RepositoryRoot.PathOf("docs/monitoring/alerts.yml"));
        Assert.True(code == 0, said);
    }

    [PromtoolFact]
    public async Task Alerts_Provoked_Fire_AndLeaveAloneWhatOperatorsWish()
    {
        var (code, said) = await Promtool.RunAsync("", "test", "rules", RepositoryRoot.PathOf("tests/Magister.Tests/Docs/alerts.test.yml"));
        Assert.True(code == 0, said);
    }

    [Fact]
    public void Alerts_EachAreProvokedInATest()
    {
        var tested = string.Join('\n', RepositoryRoot.Lines("tests/Magister.Tests/Docs/alerts.test.yml"));
        var alerts = RepositoryRoot.Lines("docs/monitoring/alerts.yml").Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]);
        Assert.All(alerts, alert => Assert.Contains($"{{alertname=\"{alert}\"", tested, StringComparison.Ordinal));
    }

    [Fact]
    public void Counters_OfEverythingThatCanBeCounted_BeginAtZero()
    {
        // Observable instruments are there whenever they are read.
        var counters = store.Families.Where(family => family.Type is MetricType.Counter && family.Name.StartsWith("magister_", StringComparison.Ordinal) && family.Name is not "magister_cost_usd_total")
            .ToDictionary(family => family.Name, family => family.Read());
        Assert.All(counters, counter => Assert.True(counter.Value.Length > 0 && counter.Value.All(sample => sample.Value == 0), counter.Key));
        Assert.Contains(counters["magister_requests_refused_total"], sample => sample.Labels == "because=\"wrong_token\"");
        Assert.Contains(counters["magister_vast_calls_total"], sample => sample.Labels == "endpoint=\"list\",outcome=\"done\"");
        Assert.Contains(counters["magister_vast_limited_total"], sample => sample.Labels == "endpoint=\"charges\"");
        Assert.Contains(counters["magister_journal_compactions_total"], sample => sample.Labels == "outcome=\"failed\"");
    }

    [Fact]
    public void Dashboard_IsJsonWithAQueryInEveryPanel()
    {
        using var dashboard = JsonDocument.Parse(string.Join('\n', RepositoryRoot.Lines("docs/monitoring/dashboard.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() is not "row");
        Assert.All(panels, panel => Assert.All(
            panel.GetProperty("targets").EnumerateArray(), target => Assert.Contains("{job=", target.GetProperty("expr").GetString(), StringComparison.Ordinal)));
    }

    [Fact]
    public void EventsPage_HasEveryKind()
    {
        var page = string.Join('\n', RepositoryRoot.Lines("docs/events.md"));
        var kinds = KindRow().Matches(page[page.IndexOf("## Kinds", StringComparison.Ordinal)..]).Select(match => match.Groups["kind"].Value);
        Assert.Equal(EventKinds.All.ToArray(), kinds.Order(StringComparer.Ordinal));
    }

    private static string Word(MetricType type) => type.ToString().ToLowerInvariant();

    private static string Unit(string name) =>
        name.Contains("_seconds", StringComparison.Ordinal) ? "s"
        : name.Contains("_bytes", StringComparison.Ordinal) ? "bytes"
        : name.Contains("_usd_per_hour", StringComparison.Ordinal) ? "USD/h"
        : name.Contains("_usd", StringComparison.Ordinal) ? "USD"
        : "";

    [GeneratedRegex(@"\b(magister|process|dotnet)_[a-z0-9_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(?<kind>[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex KindRow();
}
