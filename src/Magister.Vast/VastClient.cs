using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Sending;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

namespace Magister.Vast;

/// <summary>
/// The only way to Vast. Every call waits for its endpoint's turn and ends in one of the outcomes; none of them throws. A call that only asks
/// is repeated if that may help; one that costs money or destroys is sent once.
/// </summary>
public sealed class VastClient
{
    private readonly Transport transport;
    private readonly SafeCalls safeCalls;
    private readonly CallObserver observer;
    private readonly Reading reading;
    private readonly AnswerRemarks remarks;

    internal VastClient(
        HttpClient http, HttpClient elsewhere, VastSettings settings, VastPacing pacing, VastMetrics metrics, TimeProvider time, Func<double> chance, ILogger<VastClient> log)
    {
        reading = new Reading(new ForeignText(settings.ApiKey), log);
        transport = new Transport(http, new Elsewhere(elsewhere, settings.BaseUrl), TimeLimit.Create(settings.HttpTimeout, time), pacing, reading.Text, new SecretMask(settings.Secrets), metrics, time);
        safeCalls = new SafeCalls(transport, time, chance, log);
        observer = new CallObserver(metrics, log, time);
        remarks = new AnswerRemarks(log);
        LongestRequest = settings.HttpTimeout;
    }

    /// <summary>How long one request may take, not counting the wait for its turn.</summary>
    public TimeSpan LongestRequest { get; }

    /// <summary>Makes a call that only asks.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>The outcome.</returns>
    public Task<Outcome<T>> SendAsync<T>(VastCall<T> call, CancellationToken cancellation) => SendAsync(call, () => { }, cancellation);

    /// <summary>
    /// Makes a call. The request of one that changes something is sent at most once, whatever happens to it; if it is not certain that
    /// nothing happened, the outcome is <see cref="Outcome{T}.Unknown"/>.
    /// </summary>
    /// <param name="call">What is asked.</param>
    /// <param name="sent">
    /// Called once for a call that changes something, when its turn has come, right before the request is sent. An
    /// <see cref="OperationCanceledException"/> from it holds the call back: <see cref="RefusalKind.NotSent"/>.
    /// </param>
    /// <param name="cancellation">
    /// Before <paramref name="sent"/>: ends the call with <see cref="RefusalKind.NotSent"/>. Afterwards: with <see cref="Outcome{T}.Unknown"/>.
    /// </param>
    /// <returns>The outcome.</returns>
    public Task<Outcome<T>> SendAsync<T>(VastCall<T> call, Action sent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(sent);
        return observer.ObserveAsync(call.Endpoint, async () =>
        {
            while (true)
            {
                var request = call.Next with { Watch = call.Watch };
                var exchange = call.OnlyAsks
                    ? await safeCalls.SendAsync(call.Endpoint, request, cancellation)
                    : await transport.SendAsync(call.Endpoint, request, sent, cancellation);
                using var answer = (exchange as Exchange.Answered)?.Answer;
                remarks.Take(call.Endpoint, answer);
                if (call.Take(exchange, reading with { VastAhead = answer?.Headers.VastAhead ?? TimeSpan.Zero }) is { } outcome) return outcome;
            }
        });
    }
}
