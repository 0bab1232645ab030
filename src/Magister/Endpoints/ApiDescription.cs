using System.Text.Json;
using Magister.Access;
using Magister.Events;
using Magister.Running;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary><c>GET /openapi/v1.json</c>: the routes and their shapes, generated from the code when somebody asks.</summary>
internal static class ApiDescription
{
    private const string BearerToken = "operator_token";

    public static void AddApiDescription(this IServiceCollection services)
    {
        // The shapes are described as they are written: by the same generated contexts.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.TypeInfoResolverChain.Add(ResponseJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(StatusJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(EventJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(HistoryJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(CostsJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Add(ProblemJson.Default);
        });
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        }));
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi().For(Audience.Readers);

    /// <summary>Says in a few words what a route does, and what it answers with.</summary>
    public static RouteHandlerBuilder Told<TAnswer>(this RouteHandlerBuilder route, string summary) =>
        route.WithSummary(summary).Produces<TAnswer>();

    /// <summary>The same for a route that answers with text, or with nothing.</summary>
    public static RouteHandlerBuilder Told(this RouteHandlerBuilder route, string summary, string contentType = "text/plain") =>
        route.WithSummary(summary).Produces(StatusCodes.Status200OK, contentType: contentType);

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
        // Where this Magister is reached is the reader's to know; what it was asked by here says nothing to others.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.AddComponent(BearerToken, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The configuration's operator_token. Where none is configured, what changes something answers to this machine only.",
        });
    }
}
