using System.Collections.Immutable;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>Who leads a shared fleet, as far as this Magister knows.</summary>
/// <param name="IsLeading">Whether this one does.</param>
/// <param name="Me">This Magister.</param>
/// <param name="Leader">The leader; null while there is none.</param>
/// <param name="Since">Since when it leads.</param>
/// <param name="Epoch">The number of this lead, from 1.</param>
/// <param name="Others">The others that were seen within a lease, including the leader.</param>
/// <param name="KnownAt">When the database was last read.</param>
internal sealed record Standing(
    bool IsLeading, FleetMember Me, FleetMember? Leader, DateTimeOffset? Since, long Epoch, ImmutableArray<FleetMember> Others, DateTimeOffset? KnownAt)
{
    /// <summary>The others that do not lead.</summary>
    public IEnumerable<FleetMember> Followers => Others.Where(other => other.Name != Leader?.Name);

    /// <summary>How long ago the database was last read; null before that. Zero if it was read after that time.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now) => now < KnownAt ? TimeSpan.Zero : now - KnownAt;
}
