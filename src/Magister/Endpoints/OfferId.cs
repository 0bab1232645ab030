using System.Globalization;
using Magister.Access;

namespace Magister.Endpoints;

/// <summary>Reads offer ids from paths.</summary>
internal static class OfferId
{
    /// <summary>
    /// Whether the text is a number of at most 64 bits. Vast's ids are positive and signed: for a larger number,
    /// <paramref name="offerId"/> is null, and no offer has that id.
    /// </summary>
    public static bool TryParse(string text, out long? offerId)
    {
        var isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        offerId = number <= long.MaxValue ? (long)number : null;
        return isNumber;
    }

    /// <summary>The answer to a caller whose id is not a number.</summary>
    public static IResult NotANumber(string text) =>
        Problems.Create(
            StatusCodes.Status400BadRequest, "Not an offer id", $"an offer id is a whole number of at most 64 bits, \"{GivenText.Shortened(text)}\" is not");

    /// <summary>The answer to a drop of an unknown instance.</summary>
    public static IResult NotKnown(string text) =>
        Problems.Create(StatusCodes.Status400BadRequest, "No such offer", $"no instance of offer {GivenText.Shortened(text)} is known");
}
