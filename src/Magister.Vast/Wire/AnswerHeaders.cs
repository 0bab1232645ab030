namespace Magister.Vast.Wire;

/// <summary>What the headers of an answer say, as far as anything depends on it.</summary>
/// <param name="RetryAfter">How long to wait before the next try.</param>
/// <param name="VastAhead">How far Vast's clock was ahead of ours when it answered; zero if it does not say, or a few seconds make the difference.</param>
/// <param name="RedirectedTo">The host that a redirect names. Its address is not told: it may carry a secret.</param>
internal readonly record struct AnswerHeaders(TimeSpan? RetryAfter, TimeSpan VastAhead, string? RedirectedTo)
{
    /// <summary>Vast tells its time in whole seconds, and an answer takes a while.</summary>
    private static readonly TimeSpan SkewBorne = TimeSpan.FromSeconds(5);

    public static AnswerHeaders Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var (retry, date) = (response.Headers.RetryAfter, response.Headers.Date);
        var location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
        return new AnswerHeaders(
            retry?.Delta ?? retry?.Date - (date ?? now),
            date - now is { } ahead && ahead.Duration() > SkewBorne ? ahead : TimeSpan.Zero,
            location is null ? null : location.IsAbsoluteUri ? location.Host : "another address of the same host");
    }
}
