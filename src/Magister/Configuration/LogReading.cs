using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>How logs are written.</summary>
internal static class LogReading
{
    private static readonly ImmutableArray<string> Levels = ["trace", "debug", "info", "warn", "error"];
    private static readonly ImmutableArray<string> Formats = ["text", "json"];

    public static LogSettings Read(SettingsReader reader)
    {
        var level = FromRustLog(reader.Sources) ?? reader.Word(SettingKeys.LogLevel, Levels);
        return new LogSettings(LevelOf(level), reader.Word(SettingKeys.LogFormat, Formats) is "json");
    }

    // Deployments of the original set RUST_LOG. Of "info,hyper=warn" the plain level counts; directives for single modules mean nothing here.
    public static string? FromRustLog(SettingsSources sources)
    {
        if (sources.OriginOf(SettingKeys.LogLevel.Path) is "LOG_LEVEL") return null;
        var directives = sources.Variable(EnvironmentSource.RustLogVariable)?.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries) ?? [];
        return Array.Find(directives, directive => Levels.Contains(directive));
    }

    private static LogLevel LevelOf(string? word) => word switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => LogLevel.Information,
    };
}
