using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>Exclusions from a search besides its filters, since Vast shows only the best offers and all of those were set aside here.</summary>
/// <param name="Machines">Ids of machines.</param>
/// <param name="Hosts">Ids of hosts.</param>
/// <param name="Behind">Only offers that come later in the query's order, with a lower score or a higher price; null for all.</param>
public sealed record SetAside(ImmutableArray<long> Machines, ImmutableArray<long> Hosts, double? Behind)
{
    public static readonly SetAside None = new([], [], null);
}
