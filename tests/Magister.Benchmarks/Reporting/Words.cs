using System.Globalization;
using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Reporting;

/// <summary>Figures as in the tables: whole from 100 on, otherwise with at most three digits.</summary>
internal static class Words
{
    public const string None = "";

    public static string Number(double? figure) => figure switch
    {
        null => None,
        { } value when Math.Abs(value) >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        { } value when Math.Abs(value) >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        { } value when Math.Abs(value) >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        { } value => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    public static string Range(Sample? sample) => sample is { Runs.Length: > 1 } ? $"{Number(sample.Min)}–{Number(sample.Max)}" : None;

    public static string Percent(double? part) => part is { } value ? $"{(value * 100).ToString("0", CultureInfo.InvariantCulture)} %" : None;

    public static string Met(bool? isMet) => isMet switch { true => "met", false => "**NOT MET**", null => None };

    public static string Of(Verdict? verdict) => verdict switch
    {
        Verdict.Better => "**better**",
        Verdict.Worse => "**worse**",
        Verdict.WithinNoise => "within the noise",
        Verdict.TooFewRuns => "too few runs",
        _ => None,
    };
}
