using Magister.Access;
namespace Magister.Endpoints;

/// <summary>The answer when a request cannot be recorded: it would not survive a restart, so it is not promised.</summary>
internal static class NotRecordedProblem
{
    public static IResult Problem => Problems.Create(
        StatusCodes.Status503ServiceUnavailable, "Not recorded", "Magister cannot record this now; try again in a moment");
}
