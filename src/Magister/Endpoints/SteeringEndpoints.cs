using System.Globalization;
using System.Text.Json;
using Magister.Access;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary>
/// <c>POST /pause</c>, <c>/resume</c>, <c>/drain</c>, <c>/scale</c> and <c>DELETE /instances/{instance id}</c>: operators change what the
/// fleet is. Answered once it is on disk, so that a restart keeps it.
/// </summary>
internal static class SteeringEndpoints
{
    private const int MaxNumber = 100_000;

    public static void MapSteering(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pause", (Mailbox mailbox, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.PauseReceived(), cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Rent nothing new; all else goes on").OrProblem(401, 403, 503);
        routes.MapPost("/resume", (Mailbox mailbox, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.ResumeReceived(), cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Keep the number again, after a pause or a drain").OrProblem(401, 403, 503);
        routes.MapPost("/drain", (Mailbox mailbox, CancellationToken cancellation) =>
            SteerAsync(mailbox, new EngineInput.DrainReceived(), cancellation))
            .For(Audience.Operators).Told<SteeringStatus>("Destroy every instance and rent nothing until resumed").OrProblem(401, 403, 503);
        routes.MapPost("/scale", ScaleAsync).Accepts<ScaleRequest>("application/json")
            .For(Audience.Operators).Told<SteeringStatus>("Keep another number than the configuration's").OrProblem(400, 401, 403, 409, 503);
        routes.MapDelete("/instances/{instanceId}", DropAsync)
            .For(Audience.Operators).Told("Destroy one instance; the body is the reason").OrProblem(401, 403, 404, 503);
    }

    private static async Task<IResult> SteerAsync(Mailbox mailbox, EngineInput.SteeringReceived wish, CancellationToken cancellation) =>
        await mailbox.AskAsync(wish, cancellation) switch
        {
            CallerReply.Steered steered => Results.Json(StatusEndpoint.Steering(steered.View), StatusJson.Default.SteeringStatus),
            CallerReply.SteeringRefused refused => Problems.Of(StatusCodes.Status400BadRequest, "Not allowed", refused.Reason),
            CallerReply.ToConfirm(var question, var cost) => Results.Json(
                new ConfirmationWanted(
                    "To be confirmed", StatusCodes.Status409Conflict, $"{question} Nothing was changed; send the same with \"confirm\": true to do it", question, Math.Round(cost, 6)),
                StatusJson.Default.ConfirmationWanted, Problems.ContentType, StatusCodes.Status409Conflict),
            _ => NotRecordedProblem.Problem,
        };

    private static async Task<IResult> ScaleAsync(HttpRequest request, Mailbox mailbox, CancellationToken cancellation)
    {
        if (await ReadScaleAsync(request, cancellation) is not { NumberInstances: >= 1 and <= MaxNumber and var number, Confirm: var isConfirmed })
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest, "No number of instances",
                "the body is a JSON object with number_instances, a whole number from 1 to 100000, and confirm, true or false (the default); to have none at all, drain");
        }

        return await SteerAsync(mailbox, new EngineInput.ScaleReceived(number, isConfirmed), cancellation);
    }

    private static async Task<ScaleRequest?> ReadScaleAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, StatusJson.Default.ScaleRequest, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> DropAsync(string instanceId, HttpRequest request, Mailbox mailbox, SecretTexts secrets, CancellationToken cancellation)
    {
        var reason = await CallerText.ReadReasonAsync(request, secrets, cancellation);
        if (!long.TryParse(instanceId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return NotKnown(instanceId);
        return await mailbox.AskAsync(new EngineInput.InstanceDropReceived(id, reason), cancellation) switch
        {
            CallerReply.DropAccepted => Results.Text(string.Create(CultureInfo.InvariantCulture, $"{id} will be dropped")),
            CallerReply.InstanceUnknown => NotKnown(instanceId),
            _ => NotRecordedProblem.Problem,
        };
    }

    private static IResult NotKnown(string instanceId) => Problems.Of(
        StatusCodes.Status404NotFound, "No such instance", $"no instance {GivenText.Shortened(instanceId)} of ours is known; GET /status lists them");
}
