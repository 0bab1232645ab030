using System.Text;

namespace Magister.Simulator.Http;

/// <summary>Vast's paths: turns HTTP calls into requests for the desk, and delivers the replies.</summary>
internal sealed class VastRoutes(VastDesk desk, TimeProvider time, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in VastPaths.All) routes.MapMethods(path.Template, [path.Method], context => HandleAsync(context, path));
        routes.Map(VastPaths.Other.Template, context => HandleAsync(context, VastPaths.Other));
    }

    // A server carries on with a call whose caller has gone away, so only the simulator's own end cancels the waits.
    private async Task HandleAsync(HttpContext context, VastPath path)
    {
        try
        {
            var admission = desk.Admit(await ReadAsync(context, path));
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
        context.Response.Headers.Date = (time.GetUtcNow() + desk.Options.ClockSkew).ToString("R");
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task<VastRequest> ReadAsync(HttpContext context, VastPath path)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        return VastPaths.Read(path, Key(context.Request), context.Request.RouteValues["id"] as string, context.Request.Query, text) with
        {
            Origin = $"{context.Request.Scheme}://{context.Request.Host}",
        };
    }

    private static string? Key(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : (string?)request.Query["api_key"];
    }
}
