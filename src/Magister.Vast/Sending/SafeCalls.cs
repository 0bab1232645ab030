using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Magister.Vast.Sending;

/// <summary>Repeats requests that only ask, if another attempt may succeed. Each attempt waits for its own turn.</summary>
internal sealed class SafeCalls(Transport transport, TimeProvider time, Func<double> chance, ILogger<VastClient> log)
{
    public const int MaxTries = 3;

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline<Exchange> retries =
        new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }.AddRetry(Options(chance, log)).Build();

    public async Task<Exchange> SendAsync(Endpoint endpoint, VastRequest request, CancellationToken cancellation)
    {
        try
        {
            // A pause between two attempts is abandoned, not cancelled: cancelled, it would resume on another thread than the one that ends it.
            var exchange = await TryAsync(endpoint, request, cancellation).WaitAsync(cancellation);

            // A question that was cut off is as good as never asked.
            return exchange is Exchange.Failed && cancellation.IsCancellationRequested ? new Exchange.NotSent() : exchange;
        }
        catch (OperationCanceledException)
        {
            return new Exchange.NotSent();
        }
    }

    /// <summary>Whether another attempt may succeed.</summary>
    public static bool MayPass(Exchange exchange) => exchange switch
    {
        Exchange.Failed failed => failed.MayPass,
        Exchange.Answered(var answer) => answer.IsLimit || answer.Status >= 500,
        _ => false,
    };

    private async Task<Exchange> TryAsync(Endpoint endpoint, VastRequest request, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(endpoint.Name, CancellationToken.None);
        try
        {
            return await retries.ExecuteAsync(async _ => await transport.SendAsync(endpoint, request, () => { }, cancellation), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetryStrategyOptions<Exchange> Options(Func<double> chance, ILogger<VastClient> log) => new()
    {
        MaxRetryAttempts = MaxTries - 1,
        Delay = FirstRetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = chance,
        ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Result is { } exchange && MayPass(exchange)),

        // After a 429 the pacing knows better how long to wait.
        DelayGenerator = tried => ValueTask.FromResult<TimeSpan?>(
            tried.Outcome.Result is Exchange.Answered { Answer.IsLimit: true } ? TimeSpan.Zero : null),
        OnRetry = tried =>
        {
            Log.Retrying(log, tried.Context.OperationKey ?? string.Empty, tried.AttemptNumber + 1, CauseOf(tried.Outcome.Result));
            return ValueTask.CompletedTask;
        },
    };

    private static string CauseOf(Exchange? exchange) => exchange switch
    {
        Exchange.Failed failed => failed.Reason,
        Exchange.Answered(var answer) => answer.Reason,
        _ => string.Empty,
    };
}
