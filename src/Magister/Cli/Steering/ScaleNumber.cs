using System.Globalization;

namespace Magister.Cli.Steering;

/// <summary>The number that a daemon is scaled to.</summary>
internal static class ScaleNumber
{
    public const int Most = 100_000;

    /// <summary>So many more than now may be asked for without a question, and as many again as there are.</summary>
    private const int FreelyMore = 20;

    /// <summary>The number; null when it is none, with what to do instead.</summary>
    public static int? Parse(string text, out string? problem)
    {
        var isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        problem = isWhole && number == 0 ? "scale 0 is not possible: magister drain destroys every instance and rents none, magister pause only rents none"
            : !isWhole || number is < 1 or > Most ? $"\"{text}\" is not a number of instances; wanted is a whole number from 1 to {Most}. To have none: magister drain, or magister pause"
            : null;
        return problem is null ? (int)number : null;
    }

    /// <summary>Whether it is so much more than now that it wants a second look.</summary>
    public static bool WantsConfirmation(int number, int now) => number > 2L * now && number - now > FreelyMore;
}
