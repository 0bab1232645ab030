using Serilog.Core;
using Serilog.Events;

namespace Magister.Telemetry;

/// <summary>The minimum level of each source; it can change while the program runs.</summary>
internal sealed class LogLevels
{
    public LogLevels(LogLevel level) => Set(level);

    public LoggingLevelSwitch Own { get; } = new();

    public LoggingLevelSwitch Framework { get; } = new();

    public LoggingLevelSwitch Lifetime { get; } = new();

    public LoggingLevelSwitch Requests { get; } = new();

    public void Set(LogLevel level)
    {
        Own.MinimumLevel = LevelOf(level);
        Lifetime.MinimumLevel = Max(Own.MinimumLevel, LogEventLevel.Warning);
        Framework.MinimumLevel = Own.MinimumLevel > LogEventLevel.Verbose ? Lifetime.MinimumLevel : Own.MinimumLevel;
        Requests.MinimumLevel = Own.MinimumLevel > LogEventLevel.Debug ? LevelAlias.Off : Framework.MinimumLevel;
    }

    private static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
