using System.Diagnostics.Metrics;
using Magister.Configuration;
using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Running;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Events;

/// <summary>What the program reports of facts, without the program: its log, events and metrics.</summary>
internal sealed class Reporting : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FactReport report;

    public Reporting(LogLevel level = LogLevel.Information)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        Store = new MetricStore(meters);
        Log = new KeptLog(level);
        report = new FactReport(
            FleetState.Empty, new FactLog(Log, lease => lease.WaitingSince + TimeSpan.FromSeconds(180)), History, new FleetMetrics(meters),
            new RunningCost(FleetState.Empty, new SteadyClock(TimeProvider.System, DateTimeOffset.MinValue)), new SecretTexts(null, "top-secret-key"));
    }

    public EventHistory History { get; } = new(0);

    public MetricStore Store { get; }

    public KeptLog Log { get; }

    public FleetEvent[] Tell(params Recorded[] facts)
    {
        report.Tell(facts, FleetState.Empty);
        return [.. History.After(facts[0].Sequence - 1)];
    }

    public void Dispose()
    {
        Store.Dispose();
        services.Dispose();
    }

    /// <summary>A log in memory.</summary>
    internal sealed class KeptLog(LogLevel level) : ILogger<FactLog>
    {
        public List<string> Lines { get; } = [];

        public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
