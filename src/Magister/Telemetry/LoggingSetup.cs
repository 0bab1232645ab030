using System.Globalization;
using Magister.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Magister.Telemetry;

/// <summary>Serilog behind <see cref="Microsoft.Extensions.Logging.ILogger"/>; nothing else in the program knows about it.</summary>
internal static class LoggingSetup
{
    private const string TextTemplate = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <returns>Changes the level while the program runs.</returns>
    public static LogLevels AddMagisterLogging(this ILoggingBuilder logging, LogSettings settings, SecretTexts secrets)
    {
        ITextFormatter format = settings.AsJson
            ? new UnquotedMessages(new RenderedCompactJsonFormatter())
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        var levels = new LogLevels(settings.Level);
        var logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(levels.Own)
            .Enrich.FromLogContext()
            .MinimumLevel.Override("Microsoft", levels.Framework)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", levels.Lifetime)

            // It logs a failed start of the host as a stack trace; the daemon reports the same in one line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)

            // If any of its levels is enabled, it makes a trace and a scope for every request. Kestrel reports the same failures.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", levels.Requests)
            .WriteTo.Console(new MaskingFormatter(format, secrets, !settings.AsJson))
            .CreateLogger();
        logging.Services.AddSerilog(logger, dispose: true);
        return levels;
    }
}
