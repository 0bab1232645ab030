using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>
/// A complete list: every page was read, and as many instances came as Vast said there are. Anything less is not a listing but an
/// <see cref="Outcome{T}.Unknown"/>.
/// </summary>
/// <param name="Instances">The instances that carry the label asked for, or all of the account where none was.</param>
public sealed record InstanceListing(ImmutableArray<ListedInstance> Instances);
