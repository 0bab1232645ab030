using System.Globalization;

namespace Magister.Toml;

/// <summary>A time of day, with every digit of its fraction as it was written.</summary>
/// <remarks>
/// It is not a <see cref="TimeOnly"/>, because that holds neither a leap second nor more than seven digits of a fraction.
/// </remarks>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to 60; 60 is a leap second, taken on any day since no table of them is kept here.</param>
/// <param name="Fraction">The digits after the decimal point; empty where there is none.</param>
public sealed record TomlTime(int Hour, int Minute, int Second, string Fraction)
{
    /// <summary>Gives the time as RFC 3339 writes it.</summary>
    public override string ToString()
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}");
        return Fraction.Length == 0 ? seconds : $"{seconds}.{Fraction}";
    }
}
