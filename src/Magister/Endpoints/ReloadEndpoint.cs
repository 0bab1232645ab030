using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Access;
using Magister.Configuration;
using Magister.Reloading;

namespace Magister.Endpoints;

/// <summary><c>POST /reload</c>: reads the configuration again; all of it counts from then on, or nothing has changed.</summary>
internal static class ReloadEndpoint
{
    public static void MapReload(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/reload", ReloadAsync).Takes<ReloadRequest>()
            .For(Audience.Operators).Told<ReloadAnswer>("Read the configuration again").OrProblem(400, 409, 413, 415, 503);

    private static async Task<IResult> ReloadAsync(HttpRequest request, Reloader reloader, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        if (JsonBody.Refusal(request) is { } refusal) return refusal;
        var wish = request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0
            ? new ReloadRequest()
            : await JsonBody.ReadAsync(request, ReloadJson.Readable.ReloadRequest, cancellation);
        return wish is null
            ? Problems.Of(StatusCodes.Status400BadRequest, "Not a wish to reload", "the body is empty, or a JSON object with confirm, true or false (the default)")
            : Answer(await reloader.ReloadAsync(visitors.NameOf(request.HttpContext) ?? "an operator", wish.Confirm, cancellation));
    }

    private static IResult Answer(ReloadOutcome outcome) => outcome switch
    {
        ReloadOutcome.Done done => Results.Json(new ReloadAnswer(done.Changes, done.Warnings), ReloadJson.Readable.ReloadAnswer),
        ReloadOutcome.Unchanged unchanged => Results.Json(new ReloadAnswer([], unchanged.Warnings), ReloadJson.Readable.ReloadAnswer),
        ReloadOutcome.Invalid invalid => Results.Json(
            new ConfigurationProblem("The configuration cannot be used", StatusCodes.Status409Conflict, $"nothing has changed: {invalid.WhyNot}", invalid.Problems),
            ReloadJson.Readable.ConfigurationProblem, Problems.ContentType, StatusCodes.Status409Conflict),
        ReloadOutcome.ToConfirm(var question, var cost) => SteeringEndpoints.ToConfirm(question, cost),
        _ => NotRecordedProblem.Problem,
    };
}

/// <summary>The body of <c>POST /reload</c>; it may be left out.</summary>
/// <param name="Confirm">What it destroys or costs is known: nothing is asked.</param>
internal sealed record ReloadRequest(bool Confirm = false);

/// <summary>What reading the configuration again brought.</summary>
/// <param name="Changes">Each setting that is different now, in words; empty if none is.</param>
/// <param name="Warnings">What is odd about the configuration.</param>
internal sealed record ReloadAnswer(ImmutableArray<string> Changes, ImmutableArray<string> Warnings);

/// <summary>The problem of a configuration that cannot be used: nothing has changed.</summary>
/// <param name="Problems">Each in one line.</param>
internal sealed record ConfigurationProblem(string Title, int Status, string Detail, ImmutableArray<string> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReloadRequest))]
[JsonSerializable(typeof(ReloadAnswer))]
[JsonSerializable(typeof(ConfigurationProblem))]
internal sealed partial class ReloadJson : JsonSerializerContext
{
    public static ReloadJson Readable => field ??= new(ReadableJson.Of(Default));
}
