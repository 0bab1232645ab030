using System.Globalization;
using Magister.Access;
using Magister.Configuration;
using Magister.Evidence;
using Magister.Fleet;
using Magister.Running;
using Magister.Telemetry.Metrics;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary>
/// <c>GET</c> and <c>POST /pulse/{offer id}</c>: the watch in an instance reports the state of its Contemplant; the body, if any, is the end
/// of its output. 410 for an instance that is unknown or has ended.
/// </summary>
internal static class PulseEndpoint
{
    private const int LongestInterval = 3600;
    private const int UsualInterval = 60;

    public static void MapPulse(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/pulse/{offerId}", [HttpMethods.Get, HttpMethods.Post], HandleAsync)
        .For(Audience.Callers).Told("The watch in an instance reports the state of its Contemplant").TakesText("The end of its output").Signed()
        .Asks("state", JsonSchemaType.String, "The state; required", "starting", "working", "waiting", "down")
        .Asks("every", JsonSchemaType.Integer, "Seconds between two pulses; default 60")
        .Asks("restarts", JsonSchemaType.Integer, "How often it was started again").OrProblem(400, 410, 503);

    private static async Task<IResult> HandleAsync(
        string offerId, HttpRequest request, Mailbox mailbox, SignatureGate gate, CallerMetrics metrics, SecretTexts secrets,
        EvidenceShelf shelf, FleetSnapshot snapshot, CancellationToken cancellation)
    {
        if (!OfferId.TryParse(offerId, out var parsed)) return OfferId.NotANumber(offerId);
        if (gate.ObjectionToPulse(request.HttpContext, parsed) is { } objection) return objection;
        if (StateIn(request) is not { } state) return NotAState(request);
        var output = request.Method == HttpMethods.Post ? await CallerText.ReadOutputAsync(request, secrets, cancellation) : null;
        if (parsed is not { } id) return Gone(metrics);
        var pulse = new EngineInput.PulseReceived(id, state, Interval(request), Number(request, "restarts") ?? 0, output?.LastLine);
        switch (await mailbox.AskAsync(pulse, cancellation))
        {
            case CallerReply.PulseAccepted:
                metrics.CountPulse(true);
                if (output is not null && snapshot.Current.State.LivingOf(id) is { } lease) shelf.Heard(lease.InstanceId, output.Text);
                return Results.Ok();
            case CallerReply.PulseOfUnknown: return Gone(metrics);
            default: return NotRecordedProblem.Problem;
        }
    }

    private static WorkState? StateIn(HttpRequest request) => request.Query["state"].ToString() switch
    {
        "starting" => WorkState.Starting,
        "working" => WorkState.Working,
        "waiting" => WorkState.Waiting,
        "down" => WorkState.Down,
        _ => null,
    };

    private static TimeSpan Interval(HttpRequest request) => TimeSpan.FromSeconds(Math.Clamp(Number(request, "every") ?? UsualInterval, 1, LongestInterval));

    private static int? Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult NotAState(HttpRequest request) => Problems.Create(
        StatusCodes.Status400BadRequest, "Not a state",
        $"state is starting, working, waiting or down, \"{GivenText.Shortened(request.Query["state"].ToString())}\" is not");

    private static IResult Gone(CallerMetrics metrics)
    {
        metrics.CountPulse(false);
        return Results.StatusCode(StatusCodes.Status410Gone);
    }
}
