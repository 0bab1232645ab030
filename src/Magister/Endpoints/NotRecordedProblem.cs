using Magister.Access;
namespace Magister.Endpoints;

/// <summary>The answer when what a caller wants cannot be written down: it would not survive, so it is not promised.</summary>
internal static class NotRecordedProblem
{
    public static IResult Problem => Problems.Of(
        StatusCodes.Status503ServiceUnavailable, "Not recorded", "Magister cannot record this now; try again in a moment");
}
