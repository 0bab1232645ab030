using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Magister.Endpoints.Answers;

/// <summary>Which form of an answer is requested, and whether the client has it already (RFC 9110, 12.5.3 and 13.1.2).</summary>
internal static class Negotiation
{
    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    public static Representation Choose(StoredAnswer answer, StringValues accepted)
    {
        if (StringValues.IsNullOrEmpty(accepted) || !StringWithQualityHeaderValue.TryParseList(accepted, out var wanted)) return answer.Plain;
        var (brotli, gzip) = (QualityOf("br", wanted), QualityOf("gzip", wanted));
        if (brotli == 0 && gzip == 0) return answer.Plain;
        return brotli >= gzip ? answer.Brotli : answer.Gzip;
    }

    /// <param name="known">The request's <c>If-None-Match</c>.</param>
    public static bool IsKnown(string tag, StringValues known)
    {
        if (StringValues.IsNullOrEmpty(known) || !EntityTagHeaderValue.TryParseList(known, out var tags)) return false;
        return tags.Any(one => one.Tag == "*" || one.Tag.Equals(tag, StringComparison.Ordinal));
    }

    private static double QualityOf(string encoding, IList<StringWithQualityHeaderValue> wanted)
    {
        var named = wanted.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? wanted.FirstOrDefault(one => one.Value == "*");
        return named is null ? 0 : named.Quality ?? 1;
    }
}
