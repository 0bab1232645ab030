using System.Collections.Immutable;

namespace Magister.Vast;

/// <summary>Where Vast is, and how, and how fast, it is called.</summary>
public sealed record VastSettings
{
    /// <summary>Vast's address.</summary>
    /// <value><c>vast_base_url</c>, <c>VAST_BASE_URL</c>.</value>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key sent with every call. A secret: it appears in no log, no reason and no text of this record.</summary>
    /// <value><c>vast_api_key</c>, <c>VAST_API_KEY</c>. Required.</value>
    public required string ApiKey { get; init; }

    /// <summary>Texts masked wherever an answer repeats them, so that they are neither kept nor shown. The key must be one of them.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>
    /// How long one request may take, from opening the connection to the last byte of its answer. Waiting for its turn does not count.
    /// </summary>
    /// <value><c>vast_http_timeout_secs</c>, <c>VAST_HTTP_TIMEOUT_SECS</c>. Up to a day.</value>
    public required TimeSpan HttpTimeout { get; init; }

    /// <summary>The first wait after a 429 whose text names no threshold. It doubles, with jitter, up to 12 times that.</summary>
    /// <value><c>vast_api_call_backoff_secs</c>, <c>VAST_API_CALL_BACKOFF_SECS</c>.</value>
    public required TimeSpan FirstBackoff { get; init; }

    /// <summary>Minimum time between two rents; raised by what a 429 says.</summary>
    /// <value><c>create_secs</c>, <c>VAST_RATE_LIMIT_CREATE_SECS</c>. 0 is no gap.</value>
    public required TimeSpan CreateGap { get; init; }

    /// <summary>Minimum time between two destroys; raised by what a 429 says.</summary>
    /// <value><c>destroy_secs</c>, <c>VAST_RATE_LIMIT_DESTROY_SECS</c>. 0 is no gap.</value>
    public required TimeSpan DestroyGap { get; init; }

    /// <summary>Minimum time between two pages of the instance list; raised by what a 429 says.</summary>
    /// <value><c>list_secs</c>, <c>VAST_RATE_LIMIT_LIST_SECS</c>. 0 is no gap.</value>
    public required TimeSpan ListGap { get; init; }

    /// <summary>Minimum time between two searches; raised by what a 429 says.</summary>
    /// <value><c>search_secs</c>, <c>VAST_RATE_LIMIT_SEARCH_SECS</c>. 0 is no gap.</value>
    public required TimeSpan SearchGap { get; init; }

    /// <summary>Minimum time between setting two labels; raised by what a 429 says.</summary>
    /// <value><c>label_secs</c>, <c>VAST_RATE_LIMIT_LABEL_SECS</c>. 0 is no gap.</value>
    public required TimeSpan LabelGap { get; init; }

    /// <summary>Minimum time between two requests for logs; raised by what a 429 says.</summary>
    /// <value><c>logs_secs</c>, <c>VAST_RATE_LIMIT_LOGS_SECS</c>. 0 is no gap.</value>
    public required TimeSpan LogsGap { get; init; }

    /// <summary>Minimum time between two requests about the account or its bills; raised by what a 429 says.</summary>
    /// <value><c>account_secs</c>, <c>VAST_RATE_LIMIT_ACCOUNT_SECS</c>. 0 is no gap.</value>
    public required TimeSpan AccountGap { get; init; }

    /// <summary>Minimum time between two requests for one instance; raised by what a 429 says.</summary>
    /// <value>Twice <see cref="ListGap"/>, the ratio of Vast's own limits; 0 stays 0.</value>
    public TimeSpan ShowGap => ListGap * 2;

    /// <summary>Shows where calls go. The members are not listed, since one of them is the key.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => $"{nameof(VastSettings)} {{ {nameof(BaseUrl)} = {BaseUrl} }}";
}
