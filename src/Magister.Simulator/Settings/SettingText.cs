using System.Globalization;
using Magister.Simulator.Market;

namespace Magister.Simulator.Settings;

/// <summary>Reads the values of settings; a <see cref="FormatException"/> says what is expected.</summary>
internal static class SettingText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    public static TimeSpan Duration(string text)
    {
        var (unit, seconds) = Array.Find(Units, candidate => text.EndsWith(candidate.Unit, StringComparison.Ordinal));
        var number = unit is null ? text : text[..^unit.Length];
        var parsed = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount);
        var total = amount * (unit is null ? 1 : seconds);
        return parsed && total <= 1e9 ? TimeSpan.FromSeconds(total) : throw new FormatException("a time such as 500ms, 2s, 5m, 1h or 2d");
    }

    public static DurationRange Range(string text)
    {
        var parts = text.Split('-');
        var (least, most) = (Duration(parts[0]), Duration(parts[^1]));
        return parts.Length <= 2 && least <= most ? new DurationRange(least, most) : throw new FormatException("a range such as 2s-6s, or one time");
    }

    public static double Fraction(string text) => Number(text) is >= 0 and <= 1 and var given ? given : throw new FormatException("a number from 0 to 1");

    public static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException("a number");

    public static int Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"a whole number from {least} to {most}");

    public static bool Switch(string text) => text switch
    {
        "on" or "true" or "yes" or "1" => true,
        "off" or "false" or "no" or "0" => false,
        _ => throw new FormatException("on or off"),
    };

    /// <summary>One of an enum's names, written with hyphens or underscores.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Enum.GetNames<T>().Contains(plain, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(plain, ignoreCase: true)
            : throw new FormatException($"one of {string.Join(", ", Enum.GetNames<T>().Select(Hyphenated))}");
    }

    /// <summary>The value, or null for <c>none</c> or <c>off</c>.</summary>
    public static T? Optional<T>(string text, Func<string, T> read)
        where T : struct => text is "none" or "off" ? null : read(text);

    /// <summary>A value of an enum as help, configuration and admin API write it: in lower case, with hyphens.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Hyphenated(value.ToString());

    private static string Hyphenated(string name) =>
        string.Concat(name.Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
