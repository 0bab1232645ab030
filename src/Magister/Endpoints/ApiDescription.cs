using System.Text.Json;
using System.Text.Json.Serialization;
using Magister.Access;
using Magister.Events;
using Magister.Running;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary><c>GET /openapi/v1.json</c>: the routes and their schemas, generated from the code on request.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services)
    {
        // The schemas follow from the same generated contexts that write the answers.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Add(ResponseJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(StatusJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(EventJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(HistoryJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(CostsJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(MachinesJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(ReloadJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(ProblemJson.Default);
        });
        services.AddOpenApi(options => options.AddOperationTransformer(ApiOperations.CompleteAsync).AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        }));
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi().For(Audience.Readers);

    /// <summary>Describes briefly what a route does, and what it answers with.</summary>
    public static RouteHandlerBuilder Told<TAnswer>(this RouteHandlerBuilder route, string summary) =>
        route.WithSummary(summary).Produces<TAnswer>();

    /// <summary>The same for a route that answers with text, or with nothing.</summary>
    public static RouteHandlerBuilder Told(this RouteHandlerBuilder route, string summary, string contentType = "text/plain") =>
        route.WithSummary(summary).Produces<string>(StatusCodes.Status200OK, contentType);

    /// <summary>It takes a JSON body of any content type: the framework's own metadata would refuse what curl sends.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, cancellation) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(TBody), cancellationToken: cancellation) } },
        });

    /// <summary>It may also answer with a problem.</summary>
    public static RouteHandlerBuilder OrProblem(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.Produces<Problem>(status, Problems.ContentType);
        return route;
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info.Title = "Magister";
        document.Info.Version = BuildVersion.Full;
        document.Info.Description = "Keeps a constant number of GPU workers alive on Vast for a Hierophant.";
        document.Info.License = new OpenApiLicense { Name = "AGPL-3.0-only", Identifier = "AGPL-3.0-only" };

        // The reader knows where this Magister is reached: it is where this description came from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = nameof(Audience.Callers), Description = "For Contemplants, Hierophant and health checks, without a token" },
            new() { Name = nameof(Audience.Readers), Description = "What anyone with a token may see" },
            new() { Name = nameof(Audience.Operators), Description = "What operators see, and what changes the fleet" },
        };
        document.Components ??= new OpenApiComponents();
        document.AddComponent(ApiOperations.BearerToken, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The configuration's operator_token, or a token made by magister token add; one of the role read may only GET. Where there is neither, what changes something answers to this machine only.",
        });
    }
}
