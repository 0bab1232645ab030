namespace Magister.Endpoints;

/// <summary>The answer when what a caller wants cannot be written down: it would not survive, so it is not promised.</summary>
internal static class Unrecorded
{
    public static IResult Result => Results.Text(
        "Magister cannot record this now; try again in a moment\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
