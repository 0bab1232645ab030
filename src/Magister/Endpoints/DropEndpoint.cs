using Magister.Access;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;
using Magister.Telemetry.Metrics;

namespace Magister.Endpoints;

/// <summary>
/// <c>DELETE /drop/{offer id}</c>: a caller, usually Hierophant, requests that an instance be destroyed. Answered once it is on disk, and carried out
/// immediately.
/// </summary>
internal static class DropEndpoint
{
    public static void MapDrop(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/drop/{offerId}", HandleAsync)
        .For(Audience.Callers).Told("Requests that an instance be destroyed").TakesText("The reason").Signed(orToken: true).OrProblem(400, 503);

    private static async Task<IResult> HandleAsync(
        string offerId, HttpRequest request, Mailbox mailbox, SignatureGate gate, CallerMetrics metrics, SecretTexts secrets, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        if (!OfferId.TryParse(offerId, out var parsed)) return OfferId.NotANumber(offerId);
        if (await gate.ObjectionToDropAsync(request.HttpContext, parsed) is { } objection) return objection;
        var reason = await CallerText.ReadReasonAsync(request, secrets, cancellation);
        if (parsed is not { } id) return OfferId.NotKnown(offerId);
        var reply = await mailbox.AskAsync(new EngineInput.DropReceived(id, reason) { By = visitors.NameOf(request.HttpContext) }, cancellation);
        metrics.CountDrop(reply is CallerReply.DropAccepted);
        return reply switch
        {
            CallerReply.DropAccepted { InstanceId: { } instance } => WillBeDropped(instance.ToString()),
            CallerReply.DropAccepted => WillBeDropped($"offer {id}"),
            CallerReply.DropOfUnknown => OfferId.NotKnown(offerId),
            _ => NotRecordedProblem.Problem,
        };
    }

    private static IResult WillBeDropped(string what) => Results.Text($"{what} will be dropped");
}
