using System.Text.Json.Nodes;
using Magister.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary>What every operation of the description has, derived from its route: an id, ids as numbers, and what follows from its audience.</summary>
internal static class ApiOperations
{
    public const string BearerToken = "bearer_token";

    /// <summary>The parameter of a caller's signature.</summary>
    public const string Signature = Fleet.Signing.EndpointSignature.Parameter;

    public static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var route = context.Description;
        operation.OperationId = IdOf(route.HttpMethod!, route.RelativePath!);
        foreach (var inPath in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In is ParameterLocation.Path)) inPath.Schema = WholeNumber;
        var metadata = route.ActionDescriptor.EndpointMetadata;
        Guard(operation, context.Document!, metadata.OfType<AudienceMark>().Last().Audience, metadata.OfType<SignedMark>().LastOrDefault());
        return Task.CompletedTask;
    }

    /// <summary>A parameter of the query.</summary>
    /// <param name="values">The accepted values; any of its type if none are given.</param>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, string name, JsonSchemaType type, string description, params string[] values) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var others = (operation.Parameters ?? []).Where(parameter => parameter.Name != name);
            operation.Parameters = [.. others, Parameter(name, type, description, values)];
            return Task.CompletedTask;
        });

    /// <summary>It takes the offer's signature, if there is a secret to sign with.</summary>
    /// <param name="orToken">Whether an operator's token may replace it.</param>
    public static RouteHandlerBuilder Signed(this RouteHandlerBuilder route, bool orToken = false) => route
        .WithMetadata(new SignedMark(orToken))
        .Asks(Signature, JsonSchemaType.String, "The signature that the instance was given, where endpoint_secret is set");

    /// <summary>It takes a text body.</summary>
    public static RouteHandlerBuilder TakesText(this RouteHandlerBuilder route, string description) => route.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        if (context.Description.HttpMethod == HttpMethods.Get) return Task.CompletedTask;
        operation.RequestBody = new OpenApiRequestBody
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
        };
        return Task.CompletedTask;
    });

    /// <summary>It can also answer with text of that type, on request.</summary>
    public static RouteHandlerBuilder OrText(this RouteHandlerBuilder route, string contentType) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Responses!["200"].Content![contentType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        return Task.CompletedTask;
    });

    private static OpenApiSchema WholeNumber => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" };

    // "GET /instances/{instanceId}/logs" is getInstancesLogs.
    private static string IdOf(string method, string path) => method.ToLowerInvariant() + string.Concat(
        path.Split('/').Where(part => !part.StartsWith('{')).Select(part => char.ToUpper(part[0]) + part[1..]));

    private static OpenApiParameter Parameter(string name, JsonSchemaType type, string description, string[] values) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = type is JsonSchemaType.Integer ? WholeNumber : new OpenApiSchema { Type = type, Enum = values.Length > 0 ? [.. values.Select(value => (JsonNode)value)] : null },
    };

    // The same as the access check does: AccessPolicy and SignatureGate.
    private static void Guard(OpenApiOperation operation, OpenApiDocument document, Audience audience, SignedMark? signed)
    {
        var isGuarded = audience is not Audience.Callers || signed is not null;
        if (isGuarded) Refuses(operation, document, 401, "No token, or a wrong one");
        if (audience is Audience.Operators || signed is not null) Refuses(operation, document, 403, "Not allowed: to this token, from this address or page, or without the offer's signature");
        if (isGuarded) Refuses(operation, document, 429, "Wrong tokens or signatures came from this address too often");
        var token = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerToken, document)] = [] };
        operation.Security = audience is not Audience.Callers ? [token] : signed is { OrToken: true } ? [new OpenApiSecurityRequirement(), token] : [new OpenApiSecurityRequirement()];
    }

    private static void Refuses(OpenApiOperation operation, OpenApiDocument document, int status, string description)
    {
        var problem = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) } },
        };
        if (status == 429) problem.Headers = new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait", Schema = WholeNumber } };
        (operation.Responses ??= [])[status.ToString()] = problem;
    }

    private sealed record SignedMark(bool OrToken);
}
