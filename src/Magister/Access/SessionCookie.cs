using System.Globalization;

namespace Magister.Access;

/// <summary>The cookie that carries a session's id: out of reach of scripts, and sent by this server's own pages only.</summary>
internal static class SessionCookie
{
    public static string? Of(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public static void Set(HttpContext context, string sessionId) =>
        context.Response.Cookies.Append(NameFor(context), sessionId, Options(context, Sessions.Lifetime));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    // Browsers share cookies between all ports of a host: each Magister on it needs a name of its own.
    private static string NameFor(HttpContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"magister_session_{context.Connection.LocalPort}");

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = IsHttps(context.Request),
        MaxAge = lifetime,
        IsEssential = true,
    };

    // A reverse proxy does the TLS. Anyone who claims it falsely only hides the cookie from themselves.
    private static bool IsHttps(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase);
}
