using System.Collections.Immutable;

namespace Magister.Fleet;

/// <summary>What Hierophant's own list of Contemplants last said.</summary>
/// <param name="At">When it was requested; null before the first list, and if lists are not read at all.</param>
/// <param name="Workers">What it said about each of our instances that it had.</param>
/// <param name="Trouble">Why the last list says nothing about Contemplants; null if it does.</param>
public sealed record HierophantLook(DateTimeOffset? At, ImmutableDictionary<long, WorkerStanding> Workers, string? Trouble)
{
    public static readonly HierophantLook None = new(null, ImmutableDictionary<long, WorkerStanding>.Empty, null);
}

/// <summary>What Hierophant says about one Contemplant.</summary>
/// <param name="IsBusy">It is working on a proof.</param>
/// <param name="Strikes">How often it has failed.</param>
/// <param name="Proofs">How many proofs it has completed since it registered.</param>
/// <param name="MeanProofMinutes">How long a proof took on average; null before the first.</param>
public sealed record WorkerStanding(bool IsBusy, long Strikes, long Proofs, double? MeanProofMinutes);

/// <summary>Hierophant's list of Contemplants, no matter whose.</summary>
public sealed record HierophantListing(ImmutableArray<HierophantRow> Rows);

/// <summary>One row of it.</summary>
/// <param name="DropEndpoint">As the Contemplant registered it, signature included.</param>
public sealed record HierophantRow(string DropEndpoint, WorkerStanding Standing)
{
    /// <summary>Describes the row; the endpoint may contain a signature and is not shown.</summary>
    public override string ToString() => $"{nameof(HierophantRow)} {{ {Standing} }}";
}
