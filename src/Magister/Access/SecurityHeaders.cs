namespace Magister.Access;

/// <summary>What browsers must not do with any answer.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy = "default-src 'none'; frame-ancestors 'none'";

    public const string PageContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets them for an answer that is not a page and must not be cached. Handlers with other answers override them.</summary>
    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.CacheControl = "no-store";
    }

    /// <summary>Allows what the pages of this program need.</summary>
    public static void AllowPage(HttpResponse response) => response.Headers.ContentSecurityPolicy = PageContentPolicy;
}
