using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>
/// Vast occasionally misapplies a filter and finds nothing although there is something. So if the whole search finds nothing, one is made with
/// the GPU's name alone, and if that finds nothing either, one with all filters except that name. If the first returns offers that pass all
/// filters here, each filter is left out once to find the one to blame.
/// </summary>
internal sealed class FilterTrials(OfferQuery whole)
{
    /// <summary>How long searches use fewer filters before the whole one is retried, and how long until they are tried again after failing.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromMinutes(10);

    private readonly Queue<(string? Key, OfferQuery Query)> trials = new();
    private OfferQuery? found;
    private DateTimeOffset foundUntil = DateTimeOffset.MinValue;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Whether the next search tries fewer filters: an offer that it does not return is not gone.</summary>
    public bool IsTrying => trials.Count > 0;

    /// <summary>Whether the filter to blame is being looked for among several.</summary>
    public bool IsClose => trials.TryPeek(out var trial) && trial.Key is not null;

    /// <summary>The query of the next search.</summary>
    public OfferQuery Query(DateTimeOffset now) => trials.TryPeek(out var trial) ? trial.Query : now < foundUntil && found is { } fewer ? fewer : whole;

    /// <summary>Takes the result of the search.</summary>
    /// <param name="fitting">How many of the offers pass all filters here.</param>
    public Notice? Take(int brought, int fitting, DateTimeOffset now)
    {
        if (!trials.TryDequeue(out var trial)) return Begin(brought, now);
        if (fitting == 0)
        {
            // There are offers of this GPU, so its name is not to blame.
            if (brought > 0) trials.Clear();
            return null;
        }

        (found, foundUntil) = (trial.Query, now + GoodFor);
        trials.Clear();
        if (trial.Key is { } key) return new Notice.FilterMisapplied(key, fitting);
        foreach (var (left, query) in NothingToRent.WithoutEach(whole)) trials.Enqueue((left, query));
        return new Notice.FilterMisapplied("one of " + string.Join(", ", trials.Select(next => next.Key)), fitting);
    }

    private Notice? Begin(int brought, DateTimeOffset now)
    {
        if (brought > 0 || now < foundUntil || now < notBefore) return null;
        notBefore = now + TriedAgainAfter;
        trials.Enqueue((null, NothingToRent.Loosened(whole)));
        trials.Enqueue(("gpu_name", whole with { GpuNames = [] }));
        return null;
    }
}
