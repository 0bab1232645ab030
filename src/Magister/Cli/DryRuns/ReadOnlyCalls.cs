using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Vast;
using Magister.Vast.Calls;

namespace Magister.Cli.DryRuns;

/// <summary>Makes the calls of an engine that only ask. There is no way from here to a rent or a destroy.</summary>
internal sealed class ReadOnlyCalls(VastClient vast)
{
    // Nothing was rented since the first search, so a second one would bring the same.
    private readonly Dictionary<OfferQuery, Outcome<ImmutableArray<Offer>>> searches = [];

    public async Task<EngineInput> AskAsync(EngineCall call, CancellationToken cancellation) => call switch
    {
        EngineCall.List list => list.Ended(await vast.SendAsync(new ListCall(list.IsOfAllLabels ? null : FleetSettings.Label), cancellation)),
        EngineCall.Show show => show.Ended(await vast.SendAsync(new ShowCall(show.InstanceId), cancellation)),
        EngineCall.Account account => account.Ended(await vast.SendAsync(new AccountCall(), cancellation)),
        EngineCall.Search search => search.Ended(await SearchAsync(search.Query, cancellation)),
        _ => throw new InvalidOperationException($"A call of the kind {call.GetType().Name} does not only ask."),
    };

    private async Task<Outcome<ImmutableArray<Offer>>> SearchAsync(OfferQuery query, CancellationToken cancellation)
    {
        if (!searches.TryGetValue(query, out var outcome)) searches[query] = outcome = await vast.SendAsync(new SearchCall(query), cancellation);
        return outcome;
    }
}
