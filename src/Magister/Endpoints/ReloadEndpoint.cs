using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Access;
using Magister.Configuration;
using Magister.Reloading;

namespace Magister.Endpoints;

/// <summary><c>POST /reload</c>: reads the configuration again; either all of it takes effect, or nothing changes.</summary>
internal static class ReloadEndpoint
{
    public static void MapReload(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/reload", ReloadAsync).Takes<ReloadRequest>()
            .For(Audience.Operators).Told<ReloadAnswer>("Read the configuration again").OrProblem(400, 409, 413, 415, 503);

    private static async Task<IResult> ReloadAsync(HttpRequest request, Reloader reloader, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        var isEmpty = request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0;
        var (wish, refusal) = isEmpty ? (new ReloadRequest(), null) : await JsonBody.ReadAsync(request, ReloadJson.Readable.ReloadRequest, cancellation);
        if (refusal is not null) return refusal;
        return wish is null
            ? Problems.Create(StatusCodes.Status400BadRequest, "The body cannot be used", "it must be empty, or a JSON object with confirm, true or false (the default)")
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

/// <summary>The body of <c>POST /reload</c>; optional.</summary>
/// <param name="Confirm">Confirms what it destroys or costs.</param>
internal sealed record ReloadRequest(bool Confirm = false);

/// <summary>The result of reading the configuration again.</summary>
/// <param name="Changes">Each changed setting, in words; empty if none has changed.</param>
/// <param name="Warnings">Warnings about the configuration.</param>
internal sealed record ReloadAnswer([property: JsonRequired] ImmutableArray<string> Changes, [property: JsonRequired] ImmutableArray<string> Warnings);

/// <summary>The problem of an invalid configuration: nothing has changed.</summary>
/// <param name="Problems">One line each.</param>
internal sealed record ConfigurationProblem(string Title, int Status, string Detail, ImmutableArray<string> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReloadRequest))]
[JsonSerializable(typeof(ReloadAnswer))]
[JsonSerializable(typeof(ConfigurationProblem))]
internal sealed partial class ReloadJson : JsonSerializerContext
{
    public static ReloadJson Readable => field ??= new(ReadableJson.Create(Default));
}
