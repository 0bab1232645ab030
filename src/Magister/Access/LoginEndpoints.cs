using System.Text.Json.Serialization;
using Magister.Configuration;
using Magister.Telemetry.Metrics;

namespace Magister.Access;

/// <summary><c>/login</c>, <c>/logout</c> and <c>/session</c>: how a person at a browser becomes an operator.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (HttpContext context, AccessSettings settings, CredentialsOfRequests visitors) => Show(context, settings, visitors)).For(Audience.Strangers);
        routes.MapPost("/login", LogInAsync).For(Audience.Strangers);
        routes.MapPost("/logout", (HttpContext context, Sessions sessions) => LogOut(context, sessions)).For(Audience.Strangers);
        routes.MapGet("/login.css", (HttpContext context) => Style(context)).For(Audience.Strangers);
        routes.MapGet("/session", (HttpContext context, AccessSettings settings, CredentialsOfRequests visitors) => Tell(visitors.Of(context), settings)).For(Audience.Strangers);
    }

    private static IResult Show(HttpContext context, AccessSettings settings, CredentialsOfRequests visitors)
    {
        var next = LocalPath.OrHome(context.Request.Query["next"]);
        if (settings.Token is null) return Page(context, LoginPage.WithoutToken, StatusCodes.Status200OK);
        return visitors.Of(context).HasToken ? Results.Redirect(next) : Page(context, LoginPage.Form(next, null), StatusCodes.Status200OK);
    }

    private static async Task<IResult> LogInAsync(
        HttpContext context, AccessSettings settings, Sessions sessions, Refusals refusals, CancellationToken cancellation)
    {
        if (settings.Token is not { } token) return Page(context, LoginPage.WithoutToken, StatusCodes.Status403Forbidden);
        if (await FormAsync(context.Request, cancellation) is not { } form)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "No form", "send the token as a form: token=…&next=/");
        }

        var next = LocalPath.OrHome(form["next"]);
        if (!token.Is(form["token"].ToString().Trim()))
        {
            return refusals.Count(context, Refusal.WrongToken) is Refusal.Limited
                ? Page(context, LoginPage.Form(next, "Too many wrong tokens came from this address. Wait a little and try again."), StatusCodes.Status429TooManyRequests)
                : Page(context, LoginPage.Form(next, "That is not the token."), StatusCodes.Status401Unauthorized);
        }

        SessionCookie.Set(context, sessions.Begin());
        return SeeOther(context, next);
    }

    private static IResult LogOut(HttpContext context, Sessions sessions)
    {
        if (SessionCookie.Of(context) is { } session) sessions.End(session);
        SessionCookie.Remove(context);
        return SeeOther(context, "/login");
    }

    private static IResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(LoginPage.Style, "text/css; charset=utf-8");
    }

    private static IResult Tell(RequestCredentials visitor, AccessSettings settings)
    {
        var isConfigured = settings.Token is not null;
        var isOperator = isConfigured ? visitor.HasToken : visitor.IsLocal;
        return Results.Json(new SessionResponse(isOperator, isConfigured, isConfigured && !isOperator), SessionJson.Default.SessionResponse);
    }

    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return null;
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Unlike 302, this makes every client ask for the next page with GET.
    private static IResult SeeOther(HttpContext context, string path)
    {
        context.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Page(HttpContext context, string page, int status)
    {
        SecurityHeaders.AllowPage(context.Response);
        return Results.Text(page, "text/html; charset=utf-8", statusCode: status);
    }
}

/// <summary>The answer to <c>GET /session</c>.</summary>
/// <param name="Operator">Whether calls that change something would be let through as this one was.</param>
/// <param name="TokenConfigured">Whether this Magister has an operator's token.</param>
/// <param name="CanLogIn">Whether logging in would make an operator of this caller.</param>
internal sealed record SessionResponse(bool Operator, bool TokenConfigured, bool CanLogIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionResponse))]
internal sealed partial class SessionJson : JsonSerializerContext;
