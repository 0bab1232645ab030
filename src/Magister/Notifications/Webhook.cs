using System.Net;
using Magister.Configuration;
using Magister.Vast.Sending;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Magister.Notifications;

/// <summary>How an attempt to deliver ended.</summary>
/// <param name="Failure">Why it was not delivered; null if it was. Never the address.</param>
/// <param name="MayPass">Whether another attempt may succeed.</param>
/// <param name="RetryAfter">How long the other side asks to wait.</param>
internal sealed record Delivery(string? Failure, bool MayPass, TimeSpan? RetryAfter);

/// <summary>Delivers notifications: one POST per message, repeated if that may help.</summary>
internal sealed class Webhook(IHttpClientFactory clients, NotificationSettings settings, TimeProvider time)
{
    public const string ClientName = "notify_url";

    public const int MaxTries = 5;

    /// <summary>How long one attempt may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long all attempts for one message take at most.</summary>
    public static TimeSpan Longest => MaxTries * (Patience + LongestRetryDelay);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline<Delivery> tries =
        new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }.AddRetry(Options(time)).AddTimeout(Patience).Build();

    public async Task<Delivery> SendAsync(NotificationBody body, CancellationToken cancellation)
    {
        try
        {
            return await tries.ExecuteAsync(async tried => await TryAsync(body, tried), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            return new Delivery($"no answer within 10 s{Through}", true, null);
        }
    }

    private async Task<Delivery> TryAsync(NotificationBody body, CancellationToken cancellation)
    {
        try
        {
            using var http = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url);
            request.Content = JsonContent.Create(body, NotificationJson.Default.NotificationBody);

            // Not every receiver accepts a body of unknown length.
            await request.Content.LoadIntoBufferAsync(cancellation);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return OfStatus(answer);
        }
        catch (HttpRequestException failed)
        {
            // The exception's message names the host.
            return new Delivery($"it could not be reached{Through} ({failed.HttpRequestError})", true, null);
        }
    }

    private string Through => ProxyInUse.Text(settings.Url);

    private Delivery OfStatus(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return new Delivery(null, false, null);
        var status = (int)answer.StatusCode;
        var mayPass = status >= 500 || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        var wait = answer.Headers.RetryAfter is not { } header ? null : header.Delta ?? header.Date - time.GetUtcNow();
        var redirect = status is >= 300 and < 400 ? ", a redirect, which is not followed" : "";
        return new Delivery($"it answered {status}{redirect}", mayPass, wait);
    }

    private static RetryStrategyOptions<Delivery> Options(TimeProvider time) => new()
    {
        MaxRetryAttempts = MaxTries - 1,
        Delay = FirstRetryDelay,
        MaxDelay = LongestRetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = new Random(time.GetTimestamp().GetHashCode()).NextDouble,
        ShouldHandle = new PredicateBuilder<Delivery>().HandleResult(delivery => delivery.MayPass).Handle<TimeoutRejectedException>(),
        DelayGenerator = tried => ValueTask.FromResult(
            tried.Outcome.Result?.RetryAfter is { } wait ? TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 0, LongestRetryDelay.TotalSeconds)) : (TimeSpan?)null),
    };
}
