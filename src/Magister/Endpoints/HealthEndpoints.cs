using Magister.Access;
using Magister.Running;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary>
/// <c>GET /healthz</c>: no permanent part is hanging, and what the process was built from. <c>GET /readyz</c>: the last
/// complete look at Vast is not too old and facts can be recorded; for a load balancer in front of several Magisters, <c>/readyz?for=callers</c>.
/// </summary>
internal static class HealthEndpoints
{
    private const string ForCallers = "callers";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (Vitals vitals, Executor executor) => Health(vitals.StandsStill ?? executor.StandsStill))
            .For(Audience.Callers).Told("The version of a healthy process; else 503 with what hangs")
            .Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
        routes.MapGet("/readyz", (HttpRequest request, FleetSnapshot snapshot, SteadyClock clock) =>
                Answer(request.Query["for"] == ForCallers ? snapshot.JournalFailure : snapshot.NotReadyReason(clock.Now), "ready\n"))
            .For(Audience.Callers).Told("Whether Magister can do its work; else 503 with the reason")
            .Asks("for", JsonSchemaType.String, "callers: whether their words can be recorded, whatever keeps Magister from renting", ForCallers)
            .Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
    }

    private static IResult Health(string? standsStill) => Answer(
        standsStill is null ? null : $"unhealthy: {standsStill}; end it and start it again", $"alive\nmagister {BuildVersion.Text}\n");

    private static IResult Answer(string? hindrance, string well) => hindrance is null
        ? Results.Text(well)
        : Results.Text($"{hindrance}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
