using System.Net.Mime;
using System.Text.Json.Nodes;
using Magister.Simulator.Callers;

namespace Magister.Simulator.Http;

/// <summary>The Hierophant's HTTP API, which anybody may ask: the truth, or what its fault makes of it.</summary>
internal sealed class HierophantRoutes(CallerSchedule schedule, TimeProvider time, CancellationToken stopping)
{
    private const int HugeName = 10_000_000;
    private const int OneOf = 5;
    private const string Page = "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/contemplants", context => AnswerAsync(context, now => schedule.Ask(hierophant => hierophant.Workers(now))));
        routes.MapGet("/dead-contemplants", context => AnswerAsync(context, now => schedule.Ask(hierophant => hierophant.Dead(now))));
        routes.MapGet("/proof-history", context => AnswerAsync(context, now => schedule.Ask(hierophant => hierophant.Proofs(now))));
        routes.MapGet("/health", context => AnswerAsync(context, _ => true));
    }

    private async Task AnswerAsync(HttpContext context, Func<DateTimeOffset, JsonNode> ask)
    {
        var now = time.GetUtcNow();
        var fault = schedule.Ask(hierophant => hierophant.IsAway(now)) ? HierophantFault.Away : schedule.Options.HierophantFault;
        if (fault is HierophantFault.Hang)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (fault is HierophantFault.Hang or HierophantFault.Away)
        {
            context.Abort();
            return;
        }

        context.Response.ContentType = fault is HierophantFault.Html ? MediaTypeNames.Text.Html : MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(fault is HierophantFault.Html ? Page : Played(fault, ask(now)).ToJsonString(), context.RequestAborted);
    }

    private static JsonNode Played(HierophantFault fault, JsonNode truth) => (fault, truth) switch
    {
        (HierophantFault.Huge, _) => new JsonArray(new JsonArray("192.0.2.1:9", new JsonObject { ["name"] = new string('x', HugeName) })),
        (HierophantFault.Empty, JsonArray) => new JsonArray(),
        (HierophantFault.Partial, JsonArray rows) => new JsonArray([.. rows.Where((_, place) => place % OneOf == 0).Select(row => row!.DeepClone())]),
        _ => truth,
    };
}
