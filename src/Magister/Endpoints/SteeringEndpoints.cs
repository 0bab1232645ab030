using System.Globalization;
using Magister.Access;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary>
/// <c>POST /pause</c>, <c>/resume</c>, <c>/drain</c>, <c>/scale</c> and <c>DELETE /instances/{instance id}</c>: operators control the fleet.
/// Answered once it is on disk, so that it survives a restart.
/// </summary>
internal static class SteeringEndpoints
{
    private const int MaxNumber = 100_000;

    public static void MapSteering(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pause", (HttpContext context, Mailbox mailbox, CredentialsOfRequests visitors, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.PauseReceived { By = visitors.NameOf(context) }, cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Rents nothing new; everything else continues").OrProblem(503);
        routes.MapPost("/resume", (HttpContext context, Mailbox mailbox, CredentialsOfRequests visitors, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.ResumeReceived { By = visitors.NameOf(context) }, cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Keep the number again, after a pause or a drain").OrProblem(503);
        routes.MapPost("/drain", (HttpContext context, Mailbox mailbox, CredentialsOfRequests visitors, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.DrainReceived { By = visitors.NameOf(context) }, cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Destroy every instance and rent nothing until resumed").OrProblem(503);
        routes.MapPost("/scale", ScaleAsync).Takes<ScaleRequest>()
            .For(Audience.Operators).Told<SteeringStatus>("Keep another number than the configuration's").OrProblem(400, 409, 413, 415, 503);
        routes.MapDelete("/instances/{instanceId}", DropAsync)
            .For(Audience.Operators).Told("Destroy one instance").TakesText("The reason").OrProblem(404, 503);
    }

    private static async Task<IResult> SteerAsync(Mailbox mailbox, EngineInput.SteeringReceived wish, CancellationToken cancellation) =>
        await mailbox.AskAsync(wish, cancellation) switch
        {
            CallerReply.Steered steered => Results.Json(StatusEndpoint.Steering(steered.View), StatusJson.Readable.SteeringStatus),
            CallerReply.SteeringRefused refused => Problems.Create(StatusCodes.Status400BadRequest, "Not allowed", refused.Reason),
            CallerReply.ToConfirm(var question, var cost) => ToConfirm(question, cost),
            _ => NotRecordedProblem.Problem,
        };

    /// <summary>The answer to a change that needs confirmation.</summary>
    public static IResult ToConfirm(string question, double costPerHour) => Results.Json(
        new ConfirmationWanted(
            "Confirmation required", StatusCodes.Status409Conflict, $"{question} Nothing was changed; send the same with \"confirm\": true to do it", question, Math.Round(costPerHour, 6)),
        StatusJson.Readable.ConfirmationWanted, Problems.ContentType, StatusCodes.Status409Conflict);

    private static async Task<IResult> ScaleAsync(HttpRequest request, Mailbox mailbox, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        var (wish, refusal) = await JsonBody.ReadAsync(request, StatusJson.Readable.ScaleRequest, cancellation);
        if (refusal is not null) return refusal;
        if (wish is not { NumberInstances: >= 1 and <= MaxNumber and var number, Confirm: var isConfirmed })
        {
            return Problems.Create(
                StatusCodes.Status400BadRequest, "The body cannot be used",
                "it must be a JSON object with number_instances, a whole number from 1 to 100000, and confirm, true or false (the default); to have none at all, drain");
        }

        return await SteerAsync(mailbox, new EngineInput.ScaleReceived(number, isConfirmed) { By = visitors.NameOf(request.HttpContext) }, cancellation);
    }

    private static async Task<IResult> DropAsync(
        string instanceId, HttpRequest request, Mailbox mailbox, SecretTexts secrets, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        var reason = await CallerText.ReadReasonAsync(request, secrets, cancellation);
        if (!long.TryParse(instanceId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return NotKnown(instanceId);
        return await mailbox.AskAsync(new EngineInput.InstanceDropReceived(id, reason) { By = visitors.NameOf(request.HttpContext) }, cancellation) switch
        {
            CallerReply.DropAccepted => Results.Text($"{id} will be dropped"),
            CallerReply.InstanceUnknown => NotKnown(instanceId),
            _ => NotRecordedProblem.Problem,
        };
    }

    private static IResult NotKnown(string instanceId) => Problems.Create(
        StatusCodes.Status404NotFound, "No such instance", $"no instance {GivenText.Shortened(instanceId)} of ours is known; GET /status lists them");
}
