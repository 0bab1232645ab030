using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Magister.Telemetry.Metrics;

namespace Magister.Telemetry.Prometheus;

/// <summary>The name of an instrument in <c>/metrics</c>: its own with underscores, its unit spelt out, and <c>_total</c> for counters.</summary>
internal static class PrometheusNames
{
    /// <summary>The suffix of counters' names, and of no others.</summary>
    public const string Total = "_total";

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["s"] = "_seconds",
        ["By"] = "_bytes",
        ["USD"] = "_usd",
        ["USD/h"] = "_usd_per_hour",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null for an instrument that is not served.</returns>
    public static string? Translate(Instrument instrument, bool isCounter) => instrument.Meter.Name switch
    {
        Meters.Magister or Meters.Vast => Underscored(instrument.Name) + UnitOf(instrument) + (isCounter ? Total : ""),
        Meters.Runtime => RuntimeFigures.Find(instrument.Name)?.Name,
        _ => null,
    };

    /// <summary>Its meaning, in a sentence.</summary>
    public static string DescriptionOf(Instrument instrument) =>
        RuntimeFigures.Find(instrument.Name)?.Description ?? instrument.Description ?? instrument.Name;

    /// <summary>A name of letters, digits and underscores.</summary>
    public static string Underscored(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    private static string UnitOf(Instrument instrument) => Units.GetValueOrDefault(instrument.Unit ?? "", "");
}
