using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Tests.Bench;

internal sealed record LogLine(LogLevel Level, EventId Event, string Category, string Text);

/// <summary>Keeps what is logged, at every level, with the values that a structured sink would see.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public LogLine[] All => [.. lines];

    public LogLine[] Of(int eventId) => [.. lines.Where(line => line.Event.Id == eventId)];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.lines.Enqueue(new LogLine(LogLevel.Trace, default, category, $"{state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs) : string.Empty;
            lines.lines.Enqueue(new LogLine(logLevel, eventId, category, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}
