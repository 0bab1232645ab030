using System.Globalization;

namespace Magister.Cli.Steering;

/// <summary>The number to which a daemon is scaled.</summary>
internal static class ScaleNumber
{
    public const int Max = 100_000;

    /// <summary>The number; null if it is invalid, with what to do instead.</summary>
    public static int? Parse(string text, out string? problem)
    {
        var isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        problem = isWhole && number == 0 ? "scale 0 is not possible: magister pause rents nothing and keeps existing instances, magister drain destroys every instance"
            : !isWhole || number is < 1 or > Max ? $"\"{text}\" is not a number of instances; it must be a whole number from 1 to {Max}"
            : null;
        return problem is null ? (int)number : null;
    }
}
