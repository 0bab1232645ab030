using Magister.Configuration;
using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Telemetry;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Events;

/// <summary>What the program tells of facts, without the program: its log and events.</summary>
internal sealed class Reporting
{
    private readonly FactReport report;

    public Reporting(LogLevel level = LogLevel.Information)
    {
        Log = new KeptLog(level);
        report = new FactReport(FleetState.Empty, new FactLog(Log), History, new SecretTexts("top-secret-key", null));
    }

    public EventHistory History { get; } = new(0);

    public KeptLog Log { get; }

    public FleetEvent[] Tell(params Recorded[] facts)
    {
        report.Tell(facts);
        return [.. History.After(facts[0].Sequence - 1)];
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
