namespace Magister.Access;

/// <summary>What browsers are told not to do with any answer.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy = "default-src 'none'; frame-ancestors 'none'";

    public const string PageContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets them when the answer begins, where the route did not.</summary>
    public static void Promise(HttpResponse response) => response.OnStarting(Set, response);

    private static Task Set(object state)
    {
        var response = (HttpResponse)state;
        var headers = response.Headers;
        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = isPage ? PageContentPolicy : ContentPolicy;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
