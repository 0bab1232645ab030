namespace Magister.Vast.Wire;

/// <summary>The relevant contents of an answer's headers.</summary>
/// <param name="RetryAfter">How long to wait before the next attempt.</param>
/// <param name="VastAhead">How far Vast's clock was ahead of ours when it answered; zero if unknown, or if it is only a few seconds.</param>
/// <param name="RedirectedTo">The host that a redirect names. Its address is not kept: it may contain a secret.</param>
internal readonly record struct AnswerHeaders(TimeSpan? RetryAfter, TimeSpan VastAhead, string? RedirectedTo)
{
    /// <summary>Vast states its time in whole seconds, and an answer takes a while.</summary>
    private static readonly TimeSpan SkewBorne = TimeSpan.FromSeconds(5);

    public static AnswerHeaders Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var (retry, date) = (response.Headers.RetryAfter, response.Headers.Date);
        var location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
        return new AnswerHeaders(
            retry?.Delta ?? retry?.Date - (date ?? now),
            date - now is { } ahead && ahead.Duration() > SkewBorne ? ahead : TimeSpan.Zero,
            location is null ? null : location.IsAbsoluteUri ? location.Host : "another address of the same host");
    }
}
