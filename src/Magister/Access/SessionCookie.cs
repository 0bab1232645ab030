namespace Magister.Access;

/// <summary>The cookie that carries a session's id: inaccessible to scripts, and sent only from this server's own pages.</summary>
internal static class SessionCookie
{
    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public static void Set(HttpContext context, string sessionId) =>
        context.Response.Cookies.Append(NameFor(context), sessionId, Options(context, Sessions.Lifetime));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    // Browsers share cookies among all ports of a host, so each Magister on it needs its own name.
    private static string NameFor(HttpContext context) => $"magister_session_{context.Connection.LocalPort}";

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = IsHttps(context.Request),
        MaxAge = lifetime,
        IsEssential = true,
    };

    // A reverse proxy terminates TLS. A client that claims this falsely only hides the cookie from itself.
    private static bool IsHttps(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase);
}
