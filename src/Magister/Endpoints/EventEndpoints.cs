using System.Globalization;
using Magister.Access;
using Magister.Events;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary><c>GET /events</c>: what happened. <c>GET /events/stream</c>: the same as it happens.</summary>
internal static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", (HttpRequest request, EventHistory history) => List(request.Query, history))
            .For(Audience.Readers).Told<EventsResponse>("What happened, oldest first").Filtered()
            .Asks("limit", JsonSchemaType.Integer, "How many at most: the newest, or with after the next ones").OrProblem(400);
        routes.MapGet("/events/stream", StreamAsync)
            .For(Audience.Readers).Told("The same as it happens, as server-sent events", "text/event-stream").Filtered().OrProblem(400, 503);
    }

    private static RouteHandlerBuilder Filtered(this RouteHandlerBuilder route) => route
        .Asks("instance", JsonSchemaType.Integer, "Only what is about this instance")
        .Asks("offer", JsonSchemaType.Integer, "Only what is about this offer")
        .Asks("machine", JsonSchemaType.Integer, "Only what is about this machine")
        .Asks("kind", JsonSchemaType.String, "Only events of these kinds, comma-separated")
        .Asks("after", JsonSchemaType.Integer, "Only events with a higher id");

    private static IResult List(IQueryCollection parameters, EventHistory history)
    {
        var (query, problems) = EventQuery.OfList(parameters);
        if (query is null) return Bad(problems);
        var wanted = history.After(query.After ?? 0).Where(query.Filter.Wants);
        var limit = query.Limit ?? EventHistory.Capacity;

        // A reader that names an event continues after it; otherwise it gets the newest events.
        FleetEvent[] events = [.. query.After is null ? wanted.TakeLast(limit) : wanted.Take(limit)];
        return Results.Json(new EventsResponse(history.Oldest, history.Newest, events), EventJson.Readable.EventsResponse);
    }

    private static async Task<IResult> StreamAsync(HttpContext context, EventStreams streams, CredentialsOfRequests visitors)
    {
        var (query, problems) = EventQuery.OfStream(context.Request.Query);
        if (query is null) return Bad(problems);
        var after = query.After;
        if (context.Request.Headers.TryGetValue(LastEventId, out var last))
        {
            // A browser that reconnects sends the original address, together with how far it has got since.
            if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return NotAnId(last.ToString());
            after = id;
        }

        if (HeadRequests.IsHead(context)) return Results.Text("", "text/event-stream");
        return await streams.FollowAsync(context, after, query.Filter, visitors.Over(context)) ? Results.Empty : TooMany;
    }

    private static IResult TooMany => Problems.Create(
        StatusCodes.Status503ServiceUnavailable, "Too many readers", $"{EventStreams.MaxReaders} readers follow the events already; try again later");

    private static IResult NotAnId(string text) => Bad($"{LastEventId} is the id of an event, \"{GivenText.Shortened(text)}\" is not");

    private static IResult Bad(string problems) => Problems.Create(StatusCodes.Status400BadRequest, "A parameter cannot be used", problems.TrimEnd());
}
