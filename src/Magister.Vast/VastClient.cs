using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Pacing;
using Magister.Vast.Retrying;
using Magister.Vast.Telemetry;
using Magister.Vast.Verdicts;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

namespace Magister.Vast;

/// <summary>
/// The only door to Vast. Every call waits for its endpoint's turn and ends in one of the outcomes; none of them throws. What only asks is
/// repeated where that may help; what costs money or destroys is sent once.
/// </summary>
public sealed class VastClient
{
    private readonly Transport _transport;
    private readonly SafeCalls _safeCalls;
    private readonly CallObserver _observer;
    private readonly OfferReader _offers;
    private readonly InstanceReader _instances;

    internal VastClient(
        HttpClient http,
        VastSettings settings,
        VastPacing pacing,
        VastMetrics metrics,
        TimeProvider clock,
        Func<double> chance,
        ILogger<VastClient> logger)
    {
        var text = new ForeignText(settings.ApiKey);
        _transport = new Transport(http, TimeLimit.Of(settings.HttpTimeout, clock), pacing, text, metrics, clock);
        _safeCalls = new SafeCalls(_transport, clock, chance, logger);
        _observer = new CallObserver(metrics, logger, clock);
        _offers = new OfferReader(logger);
        _instances = new InstanceReader(text);
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
        return _observer.ObserveAsync(Endpoint.Search, () => SearchOnceAsync(query, cancellation));
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
        return _observer.ObserveAsync(Endpoint.Create, () => RentOnceAsync(order, sent, cancellation));
    }

    /// <summary>Destroys one instance for good. Sent once; an instance that Vast does not know any more is a success.</summary>
    /// <param name="instanceId">The contract's id.</param>
    /// <param name="sent">As for <see cref="RentAsync"/>.</param>
    /// <param name="cancellation">As for <see cref="RentAsync"/>.</param>
    /// <returns>Whether it was gone already.</returns>
    public Task<Outcome<DestroyConfirmation>> DestroyAsync(long instanceId, Action sent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return _observer.ObserveAsync(Endpoint.Destroy, () => DestroyOnceAsync(instanceId, sent, cancellation));
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
        return _observer.ObserveAsync(Endpoint.List, () => ListPagesAsync(label, cancellation));
    }

    /// <summary>Asks for one instance.</summary>
    /// <param name="instanceId">The contract's id.</param>
    /// <param name="cancellation">Ends the call with <see cref="Outcome{T}.Unknown"/>.</param>
    /// <returns>The instance, or none once Vast says that it is gone.</returns>
    public Task<Outcome<ShownInstance>> ShowAsync(long instanceId, CancellationToken cancellation) =>
        _observer.ObserveAsync(Endpoint.Show, () => ShowOnceAsync(instanceId, cancellation));

    private async Task<Outcome<ImmutableArray<Offer>>> SearchOnceAsync(OfferQuery query, CancellationToken cancellation)
    {
        var exchange = await _safeCalls.SendAsync(Endpoint.Search, Requests.Search(query), cancellation);
        return ReadVerdict.Of(
            exchange, answer => _offers.ReadAll(answer) is { } offers ? new Outcome<ImmutableArray<Offer>>.Done(offers) : null);
    }

    private async Task<Outcome<long>> RentOnceAsync(RentOrder order, Action sent, CancellationToken cancellation) =>
        RentVerdict.Of(await _transport.SendAsync(Endpoint.Create, Requests.Rent(order), sent, cancellation));

    private async Task<Outcome<DestroyConfirmation>> DestroyOnceAsync(long instanceId, Action sent, CancellationToken cancellation) =>
        DestroyVerdict.Of(await _transport.SendAsync(Endpoint.Destroy, Requests.Destroy(instanceId), sent, cancellation));

    private async Task<Outcome<InstanceListing>> ListPagesAsync(string label, CancellationToken cancellation)
    {
        var assembly = new ListingAssembly(label);
        while (true)
        {
            var exchange = await _safeCalls.SendAsync(Endpoint.List, Requests.Page(label, assembly.Token), cancellation);
            var part = ReadVerdict.Of(
                exchange, answer => InstancePage.Read(answer, _instances) is { } page ? new Outcome<InstancePage>.Done(page) : null);
            if (part is not Outcome<InstancePage>.Done(var next))
            {
                return part.AsFailureOf<InstancePage, InstanceListing>();
            }

            if (assembly.Add(next) is { } whole)
            {
                return whole;
            }
        }
    }

    private async Task<Outcome<ShownInstance>> ShowOnceAsync(long instanceId, CancellationToken cancellation) =>
        ShowVerdict.Of(await _safeCalls.SendAsync(Endpoint.Show, Requests.Show(instanceId), cancellation), instanceId, _instances);
}
