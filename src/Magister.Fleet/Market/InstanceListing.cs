using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>
/// A complete list: every page was read, and as many instances arrived as Vast said there are. Anything less is not a listing but an
/// <see cref="Outcome{T}.Unknown"/>.
/// </summary>
/// <param name="Instances">The instances with the requested label, or all of the account if none was requested.</param>
public sealed record InstanceListing(ImmutableArray<ListedInstance> Instances);
