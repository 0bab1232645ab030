using System.Collections.Immutable;
using System.Net;

namespace Magister.Access;

/// <summary>Reads from a request who sent it.</summary>
internal static class CredentialsReading
{
    private const string Scheme = "Bearer ";

    private static readonly ImmutableArray<string> SignsOfAProxy =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    public static string? Bearer(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..].Trim() : null;
    }

    // The host's name counts too: a web page can make its own name resolve to this machine, and the browser then sends that name. And no proxy
    // in between: it may be on this machine while its clients are not.
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && context.Request.Host.Host is ("localhost" or "127.0.0.1" or "[::1]")
        && !SignsOfAProxy.Any(context.Request.Headers.ContainsKey);

    public static Provenance ProvenanceOf(HttpRequest request)
    {
        switch (request.Headers["Sec-Fetch-Site"].ToString())
        {
            case "same-origin" or "none": return Provenance.Own;
            case "cross-site" or "same-site": return Provenance.Foreign;
            default: break;
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return Provenance.Own;
        if (origin is "null") return Provenance.Nameless;
        var scheme = origin.IndexOf("://", StringComparison.Ordinal);
        var isOwn = scheme > 0 && string.Equals(origin[(scheme + 3)..], request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return isOwn ? Provenance.Own : Provenance.Foreign;
    }
}
