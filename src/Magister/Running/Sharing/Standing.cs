using System.Collections.Immutable;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>Who leads a shared fleet, as far as this Magister knows.</summary>
/// <param name="IsLeading">This one does.</param>
/// <param name="Me">This one.</param>
/// <param name="Leader">Who leads; null while nobody does.</param>
/// <param name="Since">Since when somebody leads.</param>
/// <param name="Epoch">The number of this lead, from 1.</param>
/// <param name="Others">Who else was there within a lease, the leader included.</param>
/// <param name="KnownAt">When the database was last read.</param>
internal sealed record Standing(
    bool IsLeading, FleetMember Me, FleetMember? Leader, DateTimeOffset? Since, long Epoch, ImmutableArray<FleetMember> Others, DateTimeOffset? KnownAt)
{
    /// <summary>The others that do not lead.</summary>
    public IEnumerable<FleetMember> Followers => Others.Where(other => other.Name != Leader?.Name);

    /// <summary>How long ago the database was last read; null before that. What was read a moment after that time is new.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now) => now < KnownAt ? TimeSpan.Zero : now - KnownAt;
}
