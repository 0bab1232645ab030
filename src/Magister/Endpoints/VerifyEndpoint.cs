using Magister.Access;
using Magister.Fleet;
using Magister.Running;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;

namespace Magister.Endpoints;

/// <summary>
/// <c>GET /verify/{offer id}</c>: a Contemplant is up. Answered once it is on disk; 200 even for an unknown id, since a Contemplant that is
/// refused starts over forever.
/// </summary>
internal static class VerifyEndpoint
{
    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/verify/{offerId}", HandleAsync)
        .For(Audience.Callers).Told("A Contemplant is up").Signed().OrProblem(400, 503);

    private static async Task<IResult> HandleAsync(
        string offerId, HttpContext context, Mailbox mailbox, SignatureGate gate, CallerMetrics metrics, SparseLog sparse, ILogger<Mailbox> log, CancellationToken cancellation)
    {
        if (!OfferId.TryParse(offerId, out var parsed)) return OfferId.NotANumber(offerId);
        if (gate.Objection(context, parsed) is { } objection) return objection;
        if (parsed is not { } id)
        {
            if (sparse.Takes(SparseLog.UnknownVerifies)) Log.VerifyBeyondIds(log, offerId);
            metrics.CountVerify(false);
            return Results.Ok();
        }

        if (await mailbox.AskAsync(new EngineInput.VerifyReceived(id), cancellation) is not CallerReply.VerifyAccepted reply) return NotRecordedProblem.Problem;
        metrics.CountVerify(reply.IsKnown);
        return Results.Ok();
    }
}
