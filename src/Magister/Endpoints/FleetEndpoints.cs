using Magister.Access;
using Magister.Endpoints.Answers;
using Magister.Fleet;
using Magister.Running;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary><c>GET /summary</c> and <c>GET /instances</c>: what runs and what it costs.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        // Resolved once: handler parameters are resolved at every request, in a scope of their own.
        var (answers, snapshot) = (routes.ServiceProvider.GetRequiredService<FleetAnswers>(), routes.ServiceProvider.GetRequiredService<FleetSnapshot>());

        // Not the context: a handler that takes only that has no description.
        routes.MapGet("/summary", (HttpResponse response) => Serving.WriteAsync(response.HttpContext, answers.Summary))
            .For(Audience.Readers).Told<SummaryResponse>("What runs and what it costs").Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/instances", (string? limit, string? after, HttpContext context) =>
            limit is null && after is null ? Serving.WriteAsync(context, answers.Instances)
                : WritePageAsync(limit, after, context, snapshot.Current.State))
            .For(Audience.Readers).Told<InstanceResponse[]>("Every instance with the offer that it was rented from, or one page of them")
            .Asks("limit", JsonSchemaType.Integer, "How many at most; the header Link leads to the next page")
            .Asks("after", JsonSchemaType.Integer, "Only instances with a higher id")
            .Produces(StatusCodes.Status304NotModified).OrProblem(400);
    }

    private static Task WritePageAsync(string? limit, string? after, HttpContext context, FleetState state)
    {
        var (page, problem) = PageQuery.Read(limit, after);
        if (page is null) return problem!.ExecuteAsync(context);
        Lease[] leases = [.. state.Leases.Values.SkipWhile(lease => lease.InstanceId <= page.After).Take(page.Limit + 1)];
        if (leases.Length > page.Limit)
        {
            context.Response.Headers.Link = $"</instances?limit={page.Limit}&after={leases[page.Limit - 1].InstanceId}>; rel=\"next\"";
        }

        return Serving.WriteAsync(context, FleetAnswers.OfInstances(leases.Take(page.Limit)));
    }
}
