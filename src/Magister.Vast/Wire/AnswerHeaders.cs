namespace Magister.Vast.Wire;

/// <summary>What the headers of an answer say, as far as anything depends on it.</summary>
/// <param name="RetryAfter">How long to wait before the next try.</param>
/// <param name="Date">Vast's own clock when it answered.</param>
/// <param name="RedirectedTo">The host that a redirect names. Its address is not told: it may carry a secret.</param>
internal readonly record struct AnswerHeaders(TimeSpan? RetryAfter, DateTimeOffset? Date, string? RedirectedTo)
{
    public static AnswerHeaders Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var (retry, date) = (response.Headers.RetryAfter, response.Headers.Date);
        var location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
        return new AnswerHeaders(
            retry?.Delta ?? retry?.Date - (date ?? now),
            date,
            location is null ? null : location.IsAbsoluteUri ? location.Host : "another address of the same host");
    }
}
