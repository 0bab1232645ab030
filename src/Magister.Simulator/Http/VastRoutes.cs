using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>Vast's paths: turns HTTP calls into requests for the desk, and carries out the replies.</summary>
internal sealed class VastRoutes(VastDesk desk, TimeProvider time, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "POST", "/api/v0/bundles/", VastEndpoint.Search);
        Map(routes, "PUT", "/api/v0/asks/{id}/", VastEndpoint.Create);
        Map(routes, "GET", "/api/v1/instances/", VastEndpoint.List);
        Map(routes, "GET", "/api/v0/instances/", VastEndpoint.OldList);
        Map(routes, "GET", "/api/v0/instances/{id}/", VastEndpoint.Show);
        Map(routes, "DELETE", "/api/v0/instances/{id}/", VastEndpoint.Destroy);
        Map(routes, "PUT", "/api/v0/instances/{id}/", VastEndpoint.Manage);
        Map(routes, "GET", "/api/v0/users/current/", VastEndpoint.User);
    }

    private void Map(IEndpointRouteBuilder routes, string method, string path, VastEndpoint endpoint) =>
        routes.MapMethods(path, [method], context => HandleAsync(context, endpoint));

    // A server goes on with a call whose caller has gone away, so only the simulator's own end cancels the waits.
    private async Task HandleAsync(HttpContext context, VastEndpoint endpoint)
    {
        try
        {
            var admission = desk.Admit(await ReadAsync(context, endpoint));
            await PauseAsync(admission.Delay);
            var reply = desk.Complete(admission);
            await PauseAsync(reply.Delay);
            await DeliverAsync(context, reply);
            desk.Close(reply);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private Task PauseAsync(TimeSpan delay) => delay > TimeSpan.Zero ? Task.Delay(delay, time, stopping) : Task.CompletedTask;

    private async Task DeliverAsync(HttpContext context, VastReply reply)
    {
        if (reply.Delivery == ReplyDelivery.Hang)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (reply.Status is not { } status)
        {
            context.Abort();
            return;
        }

        var body = Encoding.UTF8.GetBytes(reply.Body);
        context.Response.StatusCode = status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task<VastRequest> ReadAsync(HttpContext context, VastEndpoint endpoint)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var query = context.Request.Query;
        return new VastRequest(endpoint, Key(context.Request))
        {
            Id = long.TryParse(context.Request.RouteValues["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            Body = JsonText.Parse(text) as JsonObject,
            List = new ListRequest(query["limit"], query["after_token"], query["order_by"], query["select_cols"], query["select_filters"]),
        };
    }

    private static string? Key(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : (string?)request.Query["api_key"];
    }
}
