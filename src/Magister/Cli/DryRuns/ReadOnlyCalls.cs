using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Vast;
using Magister.Vast.Calls;

namespace Magister.Cli.DryRuns;

/// <summary>Makes the calls of an engine that only query. There is no way from here to a rent or a destroy.</summary>
internal sealed class ReadOnlyCalls(VastClient vast)
{
    // Nothing was rented since the first search, so a second one would give the same result.
    private readonly Dictionary<EngineCall.Search, Outcome<ImmutableArray<Offer>>> searches = [];

    public async Task<EngineInput> AskAsync(EngineCall call, CancellationToken cancellation) => call switch
    {
        EngineCall.List list => list.Ended(await vast.SendAsync(new ListCall(list.IsOfAllLabels ? null : FleetSettings.Label), cancellation)),
        EngineCall.Show show => show.Ended(await vast.SendAsync(new ShowCall(show.InstanceId), cancellation)),
        EngineCall.Account account => account.Ended(await vast.SendAsync(new AccountCall(), cancellation)),
        EngineCall.Search search => search.Ended(await SearchAsync(search, cancellation)),
        _ => throw new InvalidOperationException($"A call of the kind {call.GetType().Name} does not only ask."),
    };

    private async Task<Outcome<ImmutableArray<Offer>>> SearchAsync(EngineCall.Search search, CancellationToken cancellation)
    {
        if (!searches.TryGetValue(search, out var outcome))
        {
            searches[search] = outcome = await vast.SendAsync(new SearchCall(search.Query, search.Without), cancellation);
        }

        return outcome;
    }
}
