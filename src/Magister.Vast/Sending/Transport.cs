using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Buffers;
using Magister.Vast.Wire;
using Polly;
using Polly.Timeout;

namespace Magister.Vast.Sending;

/// <summary>Sends one request, once, when its turn has come. Returns a whole answer or why there is none; never throws.</summary>
internal sealed class Transport(
    HttpClient http, Elsewhere elsewhere, ResiliencePipeline timeLimit, VastPacing pacing, ForeignText text, SecretMask mask, VastMetrics metrics, TimeProvider time)
{
    /// <param name="endpoint">The endpoint whose turn is awaited.</param>
    /// <param name="sent">Called once, right before the request is sent; an <see cref="OperationCanceledException"/> holds the request back.</param>
    /// <param name="cancellation">Ends the wait, or aborts the request.</param>
    public async Task<Exchange> SendAsync(Endpoint endpoint, VastRequest request, Action sent, CancellationToken cancellation)
    {
        try
        {
            request.Watch?.Waits(pacing.GateOf(endpoint));
            await pacing.PassAsync(endpoint, cancellation);
            request.Watch?.Moves();
            cancellation.ThrowIfCancellationRequested();

            // The caller's last chance to hold the call back.
            sent();
        }
        catch (OperationCanceledException)
        {
            return new Exchange.NotSent();
        }

        var start = time.GetTimestamp();
        var exchange = await AnswerToAsync(request, pacing.GateOf(endpoint).Left, cancellation);
        var status = (exchange as Exchange.Answered)?.Answer.Status ?? 0;
        request.Watch?.Moves();
        metrics.RequestEnded(endpoint, status, time.GetElapsedTime(start));
        Learn(endpoint, exchange);
        return exchange;
    }

    private async Task<Exchange> AnswerToAsync(VastRequest request, Action leaving, CancellationToken cancellation)
    {
        try
        {
            return await timeLimit.ExecuteAsync(token => ReadAsync(request, leaving, token), cancellation);
        }
        catch (TimeoutRejectedException e)
        {
            return new Exchange.Failed($"no whole answer within {e.Timeout.TotalSeconds} s{Through(request)}", MayPass: true);
        }
        catch (OperationCanceledException)
        {
            return new Exchange.Failed("cancelled after it was sent", MayPass: false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Exchange.Failed($"the answer is larger than {Connections.MaxAnswerBytes / 1024 / 1024} MiB", MayPass: false);
        }
#pragma warning disable CA1031 // Whatever else the many parts below throw, this one request has no answer that can be used.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Exchange.Failed(text.Clean($"the connection failed{Through(request)}: {FailureText.Describe(e)}"), MayPass: true);
        }
    }

    private string Through(VastRequest request) => ProxyInUse.Text(new Uri(http.BaseAddress!, request.Address));

    private async ValueTask<Exchange> ReadAsync(VastRequest request, Action leaving, CancellationToken cancellation)
    {
        using var content = new SingleUseContent(request.Body, leaving);
        using var message = new HttpRequestMessage(request.Method, request.Address) { Content = content };
        if (request.IsElsewhere) return await FetchAsync(message, cancellation);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
        using var body = new ArrayPoolBufferWriter<byte>();
        await response.Content.CopyToAsync(body.AsStream(), cancellation);
        return new Exchange.Answered(Answer.Read((int)response.StatusCode, mask.Without(body.WrittenSpan), text, AnswerHeaders.Read(response, time.GetUtcNow())));
    }

    private async Task<Exchange> FetchAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        if (!elsewhere.MayBeAsked(message.RequestUri!)) return new Exchange.Failed("the address that Vast names is not https", MayPass: false);
        var (status, fetched) = await elsewhere.FetchAsync(message, cancellation);
        return new Exchange.Answered(Answer.Read(status, mask.Without(fetched), text));
    }

    private void Learn(Endpoint endpoint, Exchange exchange)
    {
        if (exchange is not Exchange.Answered(var answer)) return;
        if (answer.IsLimit) pacing.Limited(endpoint, answer.Threshold);
        else if (answer.Status < 500) pacing.Accepted(endpoint);
        if (answer.RetryAfter is { } wait) pacing.Postpone(endpoint, wait);
    }
}
