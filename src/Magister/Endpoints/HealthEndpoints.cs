using Magister.Access;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary>
/// <c>GET /healthz</c>: the process lives, and what it was built from. <c>GET /readyz</c>: the first complete look at Vast is done and facts can
/// be recorded.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text($"alive\nmagister {BuildVersion.Words}\n"))
            .For(Audience.Callers).Told("Whether the process lives, and which version it is");
        routes.MapGet("/readyz", (FleetSnapshot snapshot) => Readiness(snapshot.Current.NotReadyReason ?? snapshot.JournalFailure))
            .For(Audience.Callers).Told("Whether Magister can do its work; else 503 with the reason")
            .Produces(StatusCodes.Status503ServiceUnavailable, contentType: "text/plain");
    }

    private static IResult Readiness(string? hindrance) => hindrance is null
        ? Results.Text("ready\n")
        : Results.Text($"{hindrance}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
