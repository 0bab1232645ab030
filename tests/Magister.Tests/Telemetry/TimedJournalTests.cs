using System.Diagnostics.Metrics;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Magister.Tests.Events;
using Magister.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Tests.Telemetry;

public sealed class TimedJournalTests
{
    [Fact]
    public void Appends_AreMeasuredByOutcome()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var store = new MetricStore(meters);
        using var fragile = new FragileJournal();
        using var journal = new TimedJournal(fragile, new LoopMetrics(meters), TimeProvider.System);
        var facts = new Facts();
        journal.Append([facts.Next(new Started(1))]);
        fragile.IsBroken = true;
        Assert.Throws<JournalWriteException>(() => journal.Append([facts.Next(new Started(1))]));

        var appends = PrometheusReader.Read(store.Read())["magister_journal_append_duration_seconds"];
        Assert.Equal((1, 1), (appends["outcome=\"written\"", "_count"], appends["outcome=\"failed\"", "_count"]));
        Assert.Single(fragile.Facts);
    }
}
