using System.Net.Mime;
using System.Text.Json.Nodes;
using Magister.Simulator.Callers;

namespace Magister.Simulator.Http;

/// <summary>The Hierophant's HTTP API, open to anyone: the truth, or what its fault makes of it.</summary>
internal sealed class HierophantRoutes(CallerSchedule schedule, TimeProvider time, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/contemplants", context => AnswerAsync(context, (hierophant, now) => hierophant.Workers(now)));
        routes.MapGet("/dead-contemplants", context => AnswerAsync(context, (hierophant, now) => hierophant.Dead(now)));
        routes.MapGet("/proof-history", context => AnswerAsync(context, (hierophant, now) => hierophant.Proofs(now)));
        routes.MapGet("/health", context => AnswerAsync(context, (_, _) => true));
    }

    private async Task AnswerAsync(HttpContext context, Func<Hierophant, DateTimeOffset, JsonNode> ask)
    {
        var reply = HierophantReply.Create(schedule, time.GetUtcNow(), ask);
        if (reply.Fault is HierophantFault.Hang)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (reply.Body is not { } body)
        {
            context.Abort();
            return;
        }

        context.Response.ContentType = reply.Fault is HierophantFault.Html ? MediaTypeNames.Text.Html : MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
