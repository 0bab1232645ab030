using System.Globalization;

namespace Magister.Benchmarks.Measuring;

/// <summary>The format of Linux's files below <c>/proc</c>: most have one field per line, with its name, a colon and its value.</summary>
internal static class ProcFile
{
    // USER_HZ, which is 100 on every Linux that .NET supports.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>A time given in the system's ticks.</summary>
    public static TimeSpan TimeOf(string ticks) => Tick * long.Parse(ticks, CultureInfo.InvariantCulture);

    /// <summary>A field's value; null if the file has no field of that name.</summary>
    public static string? FieldOf(string file, string name) => File.ReadLines(file)
        .Select(line => line.Split(':', 2)).FirstOrDefault(field => string.Equals(field[0].Trim(), name, StringComparison.Ordinal))?[1].Trim();

    /// <summary>A field written as <c>123 kB</c>, in MiB.</summary>
    /// <exception cref="FormatException">There is no such field, or it has another format.</exception>
    public static double MebibytesOf(string file, string name) => FieldOf(file, name)?.Split(' ') is [var number, "kB"]
        ? double.Parse(number, CultureInfo.InvariantCulture) / 1024
        : throw new FormatException($"{file} says no {name} in kB");
}
