using System.Globalization;
using Magister.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Magister.Telemetry;

/// <summary>Serilog behind <see cref="Microsoft.Extensions.Logging.ILogger"/>; nothing else in the program knows of it.</summary>
internal static class LoggingSetup
{
    private const string TextTemplate = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddMagisterLogging(this ILoggingBuilder logging, LogSettings settings, SecretTexts secrets)
    {
        ITextFormatter format = settings.AsJson
            ? new RenderedCompactJsonFormatter()
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        var level = LevelOf(settings.Level);
        var frameworkLevel = level > LogEventLevel.Verbose ? Max(level, LogEventLevel.Warning) : level;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .Enrich.FromLogContext()
            .MinimumLevel.Override("Microsoft", frameworkLevel)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", Max(level, LogEventLevel.Warning))

            // It logs what keeps the host from starting as a stack trace; the daemon says the same in a line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)

            // Where anything of it may be logged, it makes a trace and a scope of every request. What fails there, Kestrel says too.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", level > LogEventLevel.Debug ? LevelAlias.Off : frameworkLevel)
            .WriteTo.Console(new MaskingFormatter(format, secrets, !settings.AsJson))
            .CreateLogger();
        logging.Services.AddSerilog(logger, dispose: true);
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
