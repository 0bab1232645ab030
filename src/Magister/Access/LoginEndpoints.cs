using System.Text.Json.Serialization;
using Magister.Access.Tokens;
using Magister.Telemetry.Metrics;

namespace Magister.Access;

/// <summary><c>/login</c>, <c>/logout</c> and <c>/session</c>: how a person with a browser logs in.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (HttpContext context, CredentialsOfRequests visitors) => Show(context, visitors.Of(context))).For(Audience.Strangers);
        routes.MapPost("/login", LogInAsync).For(Audience.Strangers);
        routes.MapPost("/logout", (HttpContext context, Sessions sessions, CredentialsOfRequests visitors) => LogOut(context, sessions, visitors.Of(context).Session)).For(Audience.Strangers);
        routes.MapGet("/login.css", (HttpContext context) => Style(context)).For(Audience.Strangers);
        routes.MapGet("/session", (HttpContext context, CredentialsOfRequests visitors) => Tell(visitors.Of(context))).For(Audience.Strangers);
    }

    private static IResult Show(HttpContext context, RequestCredentials visitor)
    {
        var next = LocalPath.OrHome(context.Request.Query["next"]);
        if (!visitor.IsTokenRequired) return Page(context, LoginPage.WithoutToken, StatusCodes.Status200OK);
        return visitor.Token is not null ? Results.Redirect(next) : Page(context, LoginPage.Form(next, null), StatusCodes.Status200OK);
    }

    private static async Task<IResult> LogInAsync(
        HttpContext context, TokenBook tokens, Sessions sessions, Refusals refusals, CancellationToken cancellation)
    {
        if (!tokens.AreRequired) return Page(context, LoginPage.WithoutToken, StatusCodes.Status403Forbidden);
        if (await FormAsync(context.Request, cancellation) is not { } form)
        {
            return Problems.Create(StatusCodes.Status400BadRequest, "No form", "send the token as a form: token=…&next=/");
        }

        var next = LocalPath.OrHome(form["next"]);
        if (tokens.Find(form["token"].ToString().Trim()) is not { } token)
        {
            return refusals.Count(context, Refusal.WrongToken) is Refusal.Limited
                ? Page(context, LoginPage.Form(next, "Too many wrong tokens came from this address. Wait a little and try again."), StatusCodes.Status429TooManyRequests)
                : Page(context, LoginPage.Form(next, "That is not the token."), StatusCodes.Status401Unauthorized);
        }

        SessionCookie.Set(context, sessions.Begin(token));
        return SeeOther(context, next);
    }

    private static IResult LogOut(HttpContext context, Sessions sessions, Session? session)
    {
        if (session is not null) sessions.End(session);
        SessionCookie.Remove(context);
        return SeeOther(context, "/login");
    }

    private static IResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(LoginPage.Style, "text/css; charset=utf-8");
    }

    private static IResult Tell(RequestCredentials visitor)
    {
        var role = visitor.IsTokenRequired ? visitor.Token?.Role : visitor.IsLocal ? TokenRole.Operate : TokenRole.Read;
        return Results.Json(
            new SessionResponse(
                role is TokenRole.Operate, visitor.IsTokenRequired, visitor.IsTokenRequired && visitor.Token is null, visitor.Token?.Name, role is { } known ? TokenRoles.Word(known) : null),
            SessionJson.Default.SessionResponse);
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
/// <param name="Operator">Whether requests that change something would be accepted with the same credentials.</param>
/// <param name="TokenConfigured">Whether this Magister has tokens, and so requires one.</param>
/// <param name="CanLogIn">Whether logging in would let this caller in.</param>
/// <param name="Name">The name of its token; null if it has none.</param>
/// <param name="Role"><c>read</c> or <c>operate</c>; null if it may not even read.</param>
internal sealed record SessionResponse(bool Operator, bool TokenConfigured, bool CanLogIn, string? Name, string? Role);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionResponse))]
internal sealed partial class SessionJson : JsonSerializerContext;
