using System.Collections.Immutable;

namespace Magister.Vast;

/// <summary>Where Vast is, how it is spoken to, and how fast.</summary>
public sealed record VastSettings
{
    /// <summary>Vast's address.</summary>
    /// <value><c>vast_base_url</c>, <c>VAST_BASE_URL</c>.</value>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key that every call carries. A secret: it appears in no log, reason or text of this record.</summary>
    /// <value><c>vast_api_key</c>, <c>VAST_API_KEY</c>. Required.</value>
    public required string ApiKey { get; init; }

    /// <summary>Texts that are masked wherever an answer repeats them, so that they are kept and shown nowhere. The key is to be one of them.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>
    /// How long one request may take, from the connection's opening to the last byte of its answer. Waiting for its turn is not counted.
    /// </summary>
    /// <value><c>vast_http_timeout_secs</c>, <c>VAST_HTTP_TIMEOUT_SECS</c>. Up to a day.</value>
    public required TimeSpan HttpTimeout { get; init; }

    /// <summary>The first wait after a 429 whose text names no threshold. It doubles, with jitter, to 12 times that.</summary>
    /// <value><c>vast_api_call_backoff_secs</c>, <c>VAST_API_CALL_BACKOFF_SECS</c>.</value>
    public required TimeSpan FirstBackoff { get; init; }

    /// <summary>Least time between two rents; raised by what a 429 says.</summary>
    /// <value><c>create_secs</c>, <c>VAST_RATE_LIMIT_CREATE_SECS</c>. 0 is no gap.</value>
    public required TimeSpan CreateGap { get; init; }

    /// <summary>Least time between two destroys; raised by what a 429 says.</summary>
    /// <value><c>destroy_secs</c>, <c>VAST_RATE_LIMIT_DESTROY_SECS</c>. 0 is no gap.</value>
    public required TimeSpan DestroyGap { get; init; }

    /// <summary>Least time between two pages of the instance list; raised by what a 429 says.</summary>
    /// <value><c>list_secs</c>, <c>VAST_RATE_LIMIT_LIST_SECS</c>. 0 is no gap.</value>
    public required TimeSpan ListGap { get; init; }

    /// <summary>Least time between two searches; raised by what a 429 says.</summary>
    /// <value><c>search_secs</c>, <c>VAST_RATE_LIMIT_SEARCH_SECS</c>. 0 is no gap.</value>
    public required TimeSpan SearchGap { get; init; }

    /// <summary>Least time between two labels that are set; raised by what a 429 says.</summary>
    /// <value><c>label_secs</c>, <c>VAST_RATE_LIMIT_LABEL_SECS</c>. 0 is no gap.</value>
    public required TimeSpan LabelGap { get; init; }

    /// <summary>Least time between two requests for logs; raised by what a 429 says.</summary>
    /// <value><c>logs_secs</c>, <c>VAST_RATE_LIMIT_LOGS_SECS</c>. 0 is no gap.</value>
    public required TimeSpan LogsGap { get; init; }

    /// <summary>Least time between two questions for the account, or for its bills; raised by what a 429 says.</summary>
    /// <value><c>account_secs</c>, <c>VAST_RATE_LIMIT_ACCOUNT_SECS</c>. 0 is no gap.</value>
    public required TimeSpan AccountGap { get; init; }

    /// <summary>Least time between two questions for one instance; raised by what a 429 says.</summary>
    /// <value>Twice <see cref="ListGap"/>, as Vast's own limits stand to each other; 0 stays 0.</value>
    public TimeSpan ShowGap => ListGap * 2;

    /// <summary>Says where calls go. The members are not listed, since one of them is the key.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => $"{nameof(VastSettings)} {{ {nameof(BaseUrl)} = {BaseUrl} }}";
}
