using System.Text;

namespace Magister.Telemetry.Prometheus;

/// <summary>The text exposition format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All families with at least one value, in order.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families) Append(text, family);
        return text.ToString();
    }

    /// <summary>Labels as written between the braces, sorted by name, so that equal labels give equal text.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags) labels.Add($"{PrometheusNames.Underscored(name)}=\"{Escaped(Word(value))}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static void Append(StringBuilder text, MetricFamily family)
    {
        var samples = family.Read();
        if (samples.IsEmpty) return;
        text.Append("# HELP ").Append(family.Name).Append(' ').Append(OneLine(family.Description)).Append('\n');
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(Word(family.Type)).Append('\n');
        foreach (var sample in samples)
        {
            text.Append(family.Name).Append(sample.Suffix);
            if (sample.Labels.Length > 0) text.Append('{').Append(sample.Labels).Append('}');
            text.Append(' ').Append(Number(sample.Value)).Append('\n');
        }
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R");

    private static string Word(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Word(object? value) => value switch
    {
        null => "",
        true => "true",
        false => "false",
        IFormattable number => number.ToString(null, null),
        _ => value.ToString() ?? "",
    };

    private static string OneLine(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Escaped(string text) => OneLine(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
