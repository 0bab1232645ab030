namespace Magister.Telemetry;

/// <summary>
/// Passes a line on to the log and keeps its text, even if the log's level excludes it. So an event says what the log says, and the texts
/// are only in <see cref="Log"/>.
/// </summary>
/// <param name="most">The highest level at which it is passed on.</param>
internal sealed class HeardLine(ILogger log, LogLevel most) : ILogger
{
    public string Text { get; private set; } = "";

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Text = formatter(state, exception);
        var level = logLevel < most ? logLevel : most;
        if (log.IsEnabled(level)) log.Log(level, eventId, state, exception, formatter);
    }
}
