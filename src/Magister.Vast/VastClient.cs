using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Conversations;
using Magister.Vast.Pacing;
using Magister.Vast.Retrying;
using Magister.Vast.Telemetry;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

namespace Magister.Vast;

/// <summary>
/// The only door to Vast. Every call waits for its endpoint's turn and ends in one of the outcomes; none of them throws. What only asks is
/// repeated where that may help; what costs money or destroys is sent once.
/// </summary>
public sealed class VastClient
{
    private static readonly Action nobodyWaits = () => { };

    private readonly Transport transport;
    private readonly SafeCalls safeCalls;
    private readonly CallObserver observer;
    private readonly ForeignText text;
    private readonly OfferReader offers;
    private readonly InstanceReader instances;

    internal VastClient(
        HttpClient http,
        VastSettings settings,
        VastPacing pacing,
        VastMetrics metrics,
        TimeProvider clock,
        Func<double> chance,
        ILogger<VastClient> logger)
    {
        text = new ForeignText(settings.ApiKey);
        transport = new Transport(http, TimeLimit.Of(settings.HttpTimeout, clock), pacing, text, metrics, clock);
        safeCalls = new SafeCalls(transport, clock, chance, logger);
        observer = new CallObserver(metrics, logger, clock);
        offers = new OfferReader(logger);
        instances = new InstanceReader(text);
    }

    /// <summary>
    /// Searches for offers. Those that cannot be read are left out. The filters are Vast's to apply, and it does not always: what comes
    /// back wants to be checked.
    /// </summary>
    /// <param name="query">What an offer must fulfil.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>The offers in Vast's order.</returns>
    public Task<Outcome<ImmutableArray<Offer>>> SearchAsync(OfferQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return HoldAsync(new SearchConversation(query, offers), nobodyWaits, cancellation);
    }

    /// <summary>
    /// Rents one offer. The request leaves at most once, whatever happens to it; where it is not certain that nothing was rented, the
    /// outcome is <see cref="Outcome{T}.Unknown"/>.
    /// </summary>
    /// <param name="order">What is rented.</param>
    /// <param name="sent">
    /// Called once, when the call's turn has come, right before the request leaves. An <see cref="OperationCanceledException"/> from it
    /// holds the call back: <see cref="RefusalKind.NotSent"/>.
    /// </param>
    /// <param name="cancellation">
    /// Before <paramref name="sent"/>: ends the call with <see cref="RefusalKind.NotSent"/>. Afterwards: with
    /// <see cref="Outcome{T}.Unknown"/>.
    /// </param>
    /// <returns>The id of the new instance.</returns>
    public Task<Outcome<long>> RentAsync(RentOrder order, Action sent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(sent);
        return HoldAsync(new RentConversation(order), sent, cancellation);
    }

    /// <summary>Destroys one instance for good. Sent once; an instance that Vast does not know any more is a success.</summary>
    /// <param name="instanceId">The contract's id.</param>
    /// <param name="sent">As for <see cref="RentAsync"/>.</param>
    /// <param name="cancellation">As for <see cref="RentAsync"/>.</param>
    /// <returns>Whether it was gone already.</returns>
    public Task<Outcome<DestroyConfirmation>> DestroyAsync(long instanceId, Action sent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return HoldAsync(new DestroyConversation(instanceId), sent, cancellation);
    }

    /// <summary>
    /// Lists the instances that carry a label, page by page. A list that is not complete is <see cref="Outcome{T}.Unknown"/>.
    /// </summary>
    /// <param name="label">The exact label.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>The complete list.</returns>
    public Task<Outcome<InstanceListing>> ListAsync(string label, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(label);
        return HoldAsync(new ListConversation(label, instances), nobodyWaits, cancellation);
    }

    /// <summary>Asks for one instance.</summary>
    /// <param name="instanceId">The contract's id.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>The instance, or none once Vast says that it is gone.</returns>
    public Task<Outcome<ShownInstance>> ShowAsync(long instanceId, CancellationToken cancellation) =>
        HoldAsync(new ShowConversation(instanceId, instances), nobodyWaits, cancellation);

    /// <summary>Asks what the account has left.</summary>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>Its standing.</returns>
    public Task<Outcome<AccountStanding>> AccountAsync(CancellationToken cancellation) =>
        HoldAsync(new AccountConversation(), nobodyWaits, cancellation);

    /// <summary>Asks whether the account can use a template.</summary>
    /// <param name="hash">The template's hash.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>Whether it exists, and what it is called.</returns>
    public Task<Outcome<TemplateStanding>> TemplateAsync(string hash, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return HoldAsync(new TemplateConversation(hash, text), nobodyWaits, cancellation);
    }

    private Task<Outcome<T>> HoldAsync<T>(Conversation<T> conversation, Action sent, CancellationToken cancellation) =>
        observer.ObserveAsync(conversation.Endpoint, async () =>
        {
            while (true)
            {
                var request = conversation.Next;
                var exchange = conversation.OnlyAsks
                    ? await safeCalls.SendAsync(conversation.Endpoint, request, cancellation)
                    : await transport.SendAsync(conversation.Endpoint, request, sent, cancellation);
                using var answer = (exchange as Exchange.Answered)?.Answer;
                if (conversation.Take(exchange) is { } outcome)
                {
                    return outcome;
                }
            }
        });
}
