using System.Globalization;

namespace Magister.Benchmarks.Measuring;

/// <summary>How files of Linux below <c>/proc</c> are written: most with a field a line, its name, a colon, its value.</summary>
internal static class ProcFile
{
    // USER_HZ, which every Linux that .NET runs on has at 100.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>A time that is written in the system's ticks.</summary>
    public static TimeSpan TimeOf(string ticks) => Tick * long.Parse(ticks, CultureInfo.InvariantCulture);

    /// <summary>A field's value; null if the file has none of that name.</summary>
    public static string? FieldOf(string file, string name) => File.ReadLines(file)
        .Select(line => line.Split(':', 2)).FirstOrDefault(field => string.Equals(field[0].Trim(), name, StringComparison.Ordinal))?[1].Trim();

    /// <summary>A field that is written as <c>123 kB</c>, in MiB.</summary>
    /// <exception cref="FormatException">There is none, or it is something else.</exception>
    public static double MebibytesOf(string file, string name) => FieldOf(file, name)?.Split(' ') is [var number, "kB"]
        ? double.Parse(number, CultureInfo.InvariantCulture) / 1024
        : throw new FormatException($"{file} says no {name} in kB");
}
